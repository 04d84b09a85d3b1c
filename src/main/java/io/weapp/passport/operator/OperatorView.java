package io.weapp.passport.operator;

import java.time.Instant;

/** An operator as operators see one another. */
public record OperatorView(String username, Instant createdAt, Instant passwordChangedAt) {}
