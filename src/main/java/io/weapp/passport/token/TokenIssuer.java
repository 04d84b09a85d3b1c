package io.weapp.passport.token;

import com.nimbusds.jwt.JWTClaimsSet;
import io.weapp.passport.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** Signs access tokens; no I/O, but for the first token that lives longer than the key was made for. */
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

    /** A token for one session of a user in one app. */
    public AccessToken forUser(String userId, String sessionId, String appId) {
        Instant now = clock.instant();
        Duration ttl = settings.accessTokenTtl();
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
        Duration ttl = Duration.between(
                claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant());
        return keys.signing(ttl).sign(claims);
    }
}
