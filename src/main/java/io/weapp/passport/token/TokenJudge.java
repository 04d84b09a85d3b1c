package io.weapp.passport.token;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Clock;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** Tells why the server refused an access token; it never lets anybody in. */
@ApplicationScoped
public class TokenJudge {

    @Inject
    SigningKeys keys;

    @Inject
    TokenReader reader;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /**
     * Looks for the reason of a refusal.
     *
     * @return {@code token_expired} for a token of ours that was good once, {@code internal_error} for one that should have
     *     been accepted (the server cannot reach our keys, or checks another issuer), {@code token_invalid} for any other
     */
    public ProblemType reasonToRefuse(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            OpenKey key = keyOf(jwt);
            if (key == null) {
                // The key of a token that expired long ago is gone, too. Believing the token costs nothing: it is
                // refused.
                return longExpired(jwt.getJWTClaimsSet()) ? ProblemType.TOKEN_EXPIRED : ProblemType.TOKEN_INVALID;
            }
            return reader.read(token)
                    .map(issued -> !issued.expiresAt().isAfter(clock.instant()) || signedAnotherWay(key)
                            ? ProblemType.TOKEN_EXPIRED
                            : ProblemType.INTERNAL_ERROR)
                    .orElse(ProblemType.TOKEN_INVALID);
        } catch (ParseException e) {
            return ProblemType.TOKEN_INVALID;
        }
    }

    private @Nullable OpenKey keyOf(SignedJWT jwt) {
        String kid = jwt.getHeader().getKeyID();
        return kid == null ? null : keys.byKid(kid).orElse(null);
    }

    private boolean longExpired(JWTClaimsSet claims) {
        return settings.issuer().equals(claims.getIssuer())
                && claims.getExpirationTime() != null
                && claims.getExpirationTime().before(Date.from(clock.instant()));
    }

    /** WildFly verifies one algorithm: after a change it refuses what was signed before, and a refresh is the cure. */
    private boolean signedAnotherWay(OpenKey key) {
        return key.algorithm() != keys.signing().key().algorithm();
    }
}
