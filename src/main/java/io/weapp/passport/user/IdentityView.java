package io.weapp.passport.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What WeChat calls a user inside one app, and what the user lets that app know.
 *
 * @param phone masked, unless {@code phoneCountryCode} stands with it: then whole, without the country code
 */
public record IdentityView(
        String appId,
        String openId,
        @Nullable String unionId,
        @Nullable String nickname,
        @Nullable String avatarUrl,
        @Nullable String phone,
        @Nullable String phoneCountryCode,
        Instant createdAt,
        Instant updatedAt) {

    /** The same with the whole phone number, for those who may see it. */
    public IdentityView revealing(String countryCode, String number) {
        return new IdentityView(appId, openId, unionId, nickname, avatarUrl, number, countryCode, createdAt, updatedAt);
    }
}
