package io.weapp.passport.session;

import java.time.Instant;

/**
 * What must be known of a session to end it.
 *
 * @param accessUntil when the last of its access tokens expires
 */
public record LivingSession(String id, Instant accessUntil) {}
