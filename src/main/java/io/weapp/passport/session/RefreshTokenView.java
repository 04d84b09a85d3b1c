package io.weapp.passport.session;

import java.time.Instant;

/** A refresh token that can still be used, without the token itself. */
public record RefreshTokenView(String userId, String sessionId, String appId, Instant createdAt, Instant expiresAt) {}
