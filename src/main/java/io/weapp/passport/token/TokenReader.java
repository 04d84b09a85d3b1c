package io.weapp.passport.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.weapp.passport.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Reads access tokens that are shown to us as data; a token that is to let somebody in is verified by the server. */
@ApplicationScoped
public class TokenReader {

    /** The clock of another node that issued a token may be this far ahead. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    @Inject
    SigningKeys keys;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

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

    /**
     * Whether a token that this server has verified has the form of ours in what servers do not look at: WildFly takes any type
     * of JWT, Payara takes times that lie ahead.
     */
    public boolean formedHere(JsonWebToken verified) {
        try {
            JWSHeader header =
                    JWSHeader.parse(new Base64URL(verified.getRawToken().split("\\.", 2)[0]));
            return JOSEObjectType.JWT.equals(header.getType())
                    && verified.getTokenID() != null
                    && verified.getSubject() != null
                    && !verified.getClaimNames().contains("nbf")
                    && verified.getIssuedAtTime()
                            <= clock.instant().plus(CLOCK_SKEW).getEpochSecond();
        } catch (ParseException e) {
            return false;
        }
    }

    private boolean signedHere(SignedJWT jwt) throws JOSEException {
        String kid = jwt.getHeader().getKeyID();
        OpenKey key = kid == null ? null : keys.byKid(kid).orElse(null);
        return key != null && key.hasSigned(jwt);
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
