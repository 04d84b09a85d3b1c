package io.weapp.passport.token;

import io.weapp.passport.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/** Tells why the server refused an access token; it never lets anybody in. */
@ApplicationScoped
public class TokenJudge {

    @Inject
    TokenReader reader;

    @Inject
    Clock clock;

    /**
     * Looks for the reason of a refusal.
     *
     * @return {@code token_expired} for a token of ours that was good once, {@code internal_error} for one that should have
     *     been accepted (the server cannot reach our keys, or checks another issuer), {@code token_invalid} for any other
     */
    public ProblemType reasonToRefuse(String token) {
        return reader.read(token)
                .map(issued -> issued.expiresAt().isAfter(clock.instant())
                        ? ProblemType.INTERNAL_ERROR
                        : ProblemType.TOKEN_EXPIRED)
                .orElse(ProblemType.TOKEN_INVALID);
    }
}
