package io.weapp.passport.wechat;

import java.time.Instant;

/**
 * WeChat's own access token of an app, never to be mixed up with ours.
 *
 * @param value secret
 * @param fetchedAt when WeChat was asked
 */
public record WechatToken(String value, Instant fetchedAt, Instant expiresAt) {

    /** Whoever holds the token speaks for the app, so it is not printed. */
    @Override
    public String toString() {
        return "WechatToken[expiresAt=" + expiresAt + "]";
    }
}
