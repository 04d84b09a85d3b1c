package io.weapp.passport.push;

import io.weapp.passport.trace.TraceContext;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message of WeChat that this application does not act on itself; observers (also asynchronous ones) may.
 *
 * @param id the same if it comes again, which it may
 * @param trace to which it belongs; null if that is not known
 */
public record PushReceived(
        String id,
        String appId,
        Instant receivedAt,
        PushMessage message,
        @Nullable TraceContext trace) {}
