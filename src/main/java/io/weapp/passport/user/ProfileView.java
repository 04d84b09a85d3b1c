package io.weapp.passport.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a client sees of a user inside one app.
 *
 * @param phone masked: first 3 and last 2 digits
 * @param profileComplete true once nickname and avatar are there
 */
public record ProfileView(
        String id,
        String appId,
        @Nullable String nickname,
        @Nullable String avatarUrl,
        @Nullable String phone,
        boolean phoneVerified,
        boolean profileComplete,
        Instant createdAt,
        Instant updatedAt) {}
