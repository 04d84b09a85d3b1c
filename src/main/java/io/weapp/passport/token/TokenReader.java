package io.weapp.passport.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.weapp.passport.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads access tokens that are shown to us as data; a token that is to let somebody in is verified by the server. */
@ApplicationScoped
public class TokenReader {

    @Inject
    SigningKeys keys;

    @Inject
    Settings settings;

    /** What stands in a token that was issued here, whatever its age; empty for any other text. */
    public Optional<IssuedToken> read(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            return signedHere(jwt) && whole(claims) ? Optional.of(issued(claims)) : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }

    private boolean signedHere(SignedJWT jwt) throws JOSEException {
        JWK key = keys.published().getKeyByKeyId(jwt.getHeader().getKeyID());
        return key != null
                && JOSEObjectType.JWT.equals(jwt.getHeader().getType())
                && jwt.verify(new RSASSAVerifier(key.toRSAKey()));
    }

    /** Of the issuer that is configured now, and with every claim that we put in and none that we never do. */
    private boolean whole(JWTClaimsSet claims) {
        return settings.issuer().equals(claims.getIssuer())
                && claims.getAudience().contains(TokenIssuer.AUDIENCE)
                && claims.getNotBeforeTime() == null
                && Stream.of(
                                claims.getSubject(),
                                claims.getJWTID(),
                                claims.getIssueTime(),
                                claims.getExpirationTime(),
                                claims.getClaim("groups"))
                        .allMatch(Objects::nonNull);
    }

    private static IssuedToken issued(JWTClaimsSet claims) throws ParseException {
        return new IssuedToken(
                claims.getJWTID(),
                claims.getSubject(),
                List.copyOf(claims.getStringListClaim("groups")),
                List.copyOf(claims.getAudience()),
                claims.getStringClaim("sid"),
                claims.getStringClaim("app_id"),
                claims.getStringClaim("scope"),
                instant(claims.getIssueTime()),
                instant(claims.getExpirationTime()));
    }

    private static Instant instant(Date date) {
        return Instant.ofEpochMilli(date.getTime());
    }
}
