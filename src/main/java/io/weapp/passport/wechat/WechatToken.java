package io.weapp.passport.wechat;

import java.time.Instant;

/**
 * WeChat's own access token of an app, never to be mixed up with ours.
 *
 * @param value secret
 */
public record WechatToken(String value, Instant expiresAt) {

    /** Whoever holds the token speaks for the app, so it is not printed. */
    @Override
    public String toString() {
        return "WechatToken[expiresAt=" + expiresAt + "]";
    }
}
