package io.weapp.passport.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A service that may ask for tokens, without its secret.
 *
 * @param name what operators call it
 * @param scopes the words of {@link Scope}, sorted
 */
public record ClientView(
        String clientId,
        String name,
        List<String> scopes,
        Instant createdAt,
        @Nullable Instant revokedAt) {}
