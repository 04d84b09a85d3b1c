package io.weapp.passport.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Clock;
import java.util.Date;

/** Tells why the server refused an access token; it never lets anybody in. */
@ApplicationScoped
public class TokenJudge {

    @Inject
    SigningKeys keys;

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
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            JWK key = keys.published().getKeyByKeyId(jwt.getHeader().getKeyID());
            boolean ours = key != null
                    && jwt.verify(new RSASSAVerifier(key.toRSAKey()))
                    && settings.issuer().equals(claims.getIssuer())
                    && claims.getAudience().contains(TokenIssuer.AUDIENCE)
                    && claims.getExpirationTime() != null;
            if (!ours) {
                return ProblemType.TOKEN_INVALID;
            }
            return claims.getExpirationTime().before(Date.from(clock.instant()))
                    ? ProblemType.TOKEN_EXPIRED
                    : ProblemType.INTERNAL_ERROR;
        } catch (ParseException | JOSEException e) {
            return ProblemType.TOKEN_INVALID;
        }
    }
}
