package io.weapp.passport.token;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands in an access token that we have signed, be it still good or not.
 *
 * @param id the {@code jti}
 * @param sessionId and {@code appId}: only in the token of a user
 * @param scope only in the token of a service
 */
public record IssuedToken(
        String id,
        String subject,
        List<String> groups,
        List<String> audience,
        @Nullable String sessionId,
        @Nullable String appId,
        @Nullable String scope,
        Instant issuedAt,
        Instant expiresAt) {}
