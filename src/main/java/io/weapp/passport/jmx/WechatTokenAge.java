package io.weapp.passport.jmx;

import io.weapp.passport.app.HeldToken;
import java.time.Duration;
import java.time.Instant;

/** How old the WeChat token of an app is, and for how long it works. */
public final class WechatTokenAge {

    private final HeldToken token;
    private final Instant now;

    WechatTokenAge(HeldToken token, Instant now) {
        this.token = token;
        this.now = now;
    }

    public String getAppId() {
        return token.appId();
    }

    public long getAgeSeconds() {
        return Duration.between(token.fetchedAt(), now).toSeconds();
    }

    public long getExpiresInSeconds() {
        return Duration.between(now, token.expiresAt()).toSeconds();
    }
}
