package io.weapp.passport.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session as its owner sees it.
 *
 * @param device the label the client gave at login
 * @param expiresAt when the session ends at the latest, whatever happens
 */
public record SessionView(
        String sessionId,
        String appId,
        String userId,
        @Nullable String device,
        Instant createdAt,
        Instant lastSeenAt,
        Instant expiresAt) {}
