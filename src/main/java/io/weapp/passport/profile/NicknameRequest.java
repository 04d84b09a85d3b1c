package io.weapp.passport.profile;

import org.jspecify.annotations.Nullable;

/** The body of {@code PUT /me/nickname}. */
public record NicknameRequest(@Nullable String nickname) {}
