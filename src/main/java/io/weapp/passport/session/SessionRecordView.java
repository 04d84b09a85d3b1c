package io.weapp.passport.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session as an operator sees it.
 *
 * @param expiresAt when the session ends at the latest, whatever happens
 * @param endedAt absent while the session has not been ended
 */
public record SessionRecordView(
        String sessionId,
        String appId,
        String userId,
        @Nullable String device,
        Instant createdAt,
        Instant lastSeenAt,
        Instant expiresAt,
        @Nullable Instant endedAt,
        @Nullable String endReason) {}
