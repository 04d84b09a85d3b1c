package io.weapp.passport.origin;

import org.jspecify.annotations.Nullable;

/**
 * Where something was asked for; both are missing for background work.
 *
 * @param requestId the {@code X-Request-Id}
 */
public record Origin(@Nullable String requestId, @Nullable ClientAddress client) {

    static final Origin NONE = new Origin(null, null);
}
