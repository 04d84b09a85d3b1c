package io.weapp.passport.service;

import io.weapp.passport.wechat.WechatToken;
import java.time.Duration;
import java.time.Instant;

/**
 * An app's WeChat token.
 *
 * @param accessToken secret
 * @param expiresIn seconds that it is good for
 */
public record WechatTokenView(String accessToken, long expiresIn) {

    static WechatTokenView of(WechatToken token, Instant now) {
        return new WechatTokenView(
                token.value(), Duration.between(now, token.expiresAt()).toSeconds());
    }

    /** Whoever holds the token speaks for the app, so it is not printed. */
    @Override
    public String toString() {
        return "WechatTokenView[expiresIn=" + expiresIn + "]";
    }
}
