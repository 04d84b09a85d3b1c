package io.weapp.passport.session;

import org.jspecify.annotations.Nullable;

/** Which sessions are looked for: those that fit in every given part. */
public record SessionSearch(
        @Nullable String userId, @Nullable String appId) {

    /** An empty field of a form asks for nothing. */
    public SessionSearch {
        userId = "".equals(userId) ? null : userId;
        appId = "".equals(appId) ? null : appId;
    }
}
