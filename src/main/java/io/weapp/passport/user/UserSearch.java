package io.weapp.passport.user;

import org.jspecify.annotations.Nullable;

/**
 * Which users are looked for: those with one identity that fits in every given part.
 *
 * @param nickname how the nickname begins
 * @param phoneIndex what the phone number is found by
 */
public record UserSearch(
        @Nullable String appId,
        @Nullable String nickname,
        @Nullable String phoneIndex,
        @Nullable String openId) {

    /** An empty field of a form asks for nothing. */
    public UserSearch {
        appId = "".equals(appId) ? null : appId;
        nickname = "".equals(nickname) ? null : nickname;
        openId = "".equals(openId) ? null : openId;
    }
}
