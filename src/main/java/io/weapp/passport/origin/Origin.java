package io.weapp.passport.origin;

import io.weapp.passport.trace.TraceContext;
import org.jspecify.annotations.Nullable;

/**
 * Where something was asked for; all parts are missing for background work.
 *
 * @param requestId the {@code X-Request-Id}
 */
public record Origin(
        @Nullable String requestId,
        @Nullable ClientAddress client,
        @Nullable TraceContext trace) {

    static final Origin NONE = new Origin(null, null, null);
}
