package io.weapp.passport.app;

import java.time.Instant;

/** What may be known of an app's WeChat token. */
public record HeldToken(String appId, Instant fetchedAt, Instant expiresAt) {}
