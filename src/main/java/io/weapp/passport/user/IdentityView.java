package io.weapp.passport.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What WeChat calls a user inside one app, and what the user lets that app know. */
public record IdentityView(
        String appId,
        String openId,
        @Nullable String unionId,
        @Nullable String nickname,
        @Nullable String avatarUrl,
        Instant createdAt,
        Instant updatedAt) {}
