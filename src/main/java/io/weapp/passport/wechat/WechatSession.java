package io.weapp.passport.wechat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a good login code brings.
 *
 * @param sessionKey base64 of 16 bytes; secret
 * @param startedAt when the exchange started, which is what orders session keys
 */
public record WechatSession(String openId, @Nullable String unionId, String sessionKey, Instant startedAt) {

    /** The session key decrypts the user's data, so it is not printed. */
    @Override
    public String toString() {
        return "WechatSession[startedAt=" + startedAt + "]";
    }
}
