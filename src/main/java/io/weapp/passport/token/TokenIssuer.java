package io.weapp.passport.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.weapp.passport.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** Signs access tokens; no I/O. */
@ApplicationScoped
public class TokenIssuer {

    /** Every token names us as a recipient; other backends may ask for the AppID instead, which is the second one. */
    public static final String AUDIENCE = "weapp-passport";

    @Inject
    Settings settings;

    @Inject
    SigningKeys keys;

    @Inject
    Clock clock;

    /** A token for one session of a user in one app, good for {@code ttl} from now. */
    public AccessToken forUser(String userId, String sessionId, String appId, Duration ttl) {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(settings.issuer())
                .subject(userId)
                .claim("upn", userId)
                .claim("groups", List.of("user"))
                .audience(List.of(AUDIENCE, appId))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(ttl)))
                .jwtID(UUID.randomUUID().toString())
                .claim("sid", sessionId)
                .claim("app_id", appId)
                .build();
        return new AccessToken(signed(claims), ttl);
    }

    private String signed(JWTClaimsSet claims) {
        RSAKey key = keys.signing();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build(),
                claims);
        try {
            jwt.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("The access token could not be signed", e);
        }
        return jwt.serialize();
    }
}
