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

    /** What the subject of an operator's token begins with; the id of a user never does. */
    public static final String OPERATOR = "operator:";

    @Inject
    Settings settings;

    @Inject
    SigningKeys keys;

    @Inject
    Clock clock;

    /** A token for one session of a user in one app, good for {@code ttl} from now. */
    public AccessToken forUser(String userId, String sessionId, String appId, Duration ttl) {
        return issue(
                claims(userId, "user", List.of(AUDIENCE, appId))
                        .claim("sid", sessionId)
                        .claim("app_id", appId),
                ttl);
    }

    /** A token for an operator, good until its generation ends. */
    public AccessToken forOperator(String name, String generation) {
        return issue(
                claims(OPERATOR + name, "operator", List.of(AUDIENCE)).claim("sid", generation),
                settings.accessTokenTtl());
    }

    /**
     * A token for a service, which has no session and belongs to no app.
     *
     * @param scope what the service may do, words separated by one blank
     */
    public AccessToken forService(String clientId, String scope) {
        return issue(claims(clientId, "service", List.of(AUDIENCE)).claim("scope", scope), settings.accessTokenTtl());
    }

    private JWTClaimsSet.Builder claims(String subject, String group, List<String> audience) {
        return new JWTClaimsSet.Builder()
                .issuer(settings.issuer())
                .subject(subject)
                .claim("upn", subject)
                .claim("groups", List.of(group))
                .audience(audience)
                .jwtID(UUID.randomUUID().toString());
    }

    private AccessToken issue(JWTClaimsSet.Builder claims, Duration ttl) {
        Instant now = clock.instant();
        claims.issueTime(Date.from(now)).expirationTime(Date.from(now.plus(ttl)));
        return new AccessToken(signed(claims.build()), ttl);
    }

    private String signed(JWTClaimsSet claims) {
        Duration ttl = Duration.between(
                claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant());
        return keys.signing(ttl).sign(claims);
    }
}
