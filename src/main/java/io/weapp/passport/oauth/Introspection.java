package io.weapp.passport.oauth;

import io.weapp.passport.client.ClientView;
import io.weapp.passport.session.LoginSessions;
import io.weapp.passport.session.RefreshTokenView;
import io.weapp.passport.session.RevokedTokens;
import io.weapp.passport.settings.Settings;
import io.weapp.passport.token.IssuedToken;
import io.weapp.passport.token.TokenReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.util.Optional;

/** Tells a client whether a token is good at this moment (RFC 7662); unlike the token itself, it knows of ended sessions. */
@ApplicationScoped
public class Introspection {

    private static final JsonObject INACTIVE =
            Json.createObjectBuilder().add("active", false).build();

    @Inject
    TokenReader reader;

    @Inject
    LoginSessions sessions;

    @Inject
    RevokedTokens revoked;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /** The hint of the request is not needed: no token can be taken for one of another kind. */
    JsonObject by(ClientView client, Form form) {
        String token = form.required("token");
        Optional<IssuedToken> accessToken = reader.read(token);
        return accessToken.isPresent()
                ? accessToken
                        .filter(issued -> issued.expiresAt().isAfter(clock.instant()))
                        .flatMap(issued -> described(issued, client))
                        .orElse(INACTIVE)
                : sessions.withRefreshToken(token).map(this::described).orElse(INACTIVE);
    }

    /** The session, not the token, knows who its user is: users may be joined meanwhile. */
    private Optional<JsonObject> described(IssuedToken token, ClientView client) {
        if (goodService(token, client)) {
            return Optional.of(described(token, token.subject()));
        }
        return token.groups().contains("user") && token.sessionId() != null
                ? sessions.active(token.sessionId()).map(session -> described(token, session.userId()))
                : Optional.empty();
    }

    private boolean goodService(IssuedToken token, ClientView client) {
        return token.groups().contains("service")
                && token.subject().equals(client.clientId())
                && !revoked.contains(token.id());
    }

    private JsonObject described(IssuedToken token, String subject) {
        JsonObjectBuilder answer = active("access_token", subject)
                .add("token_type", "Bearer")
                .add("jti", token.id())
                .add("iat", token.issuedAt().getEpochSecond())
                .add("exp", token.expiresAt().getEpochSecond())
                .add("aud", Json.createArrayBuilder(token.audience()))
                .add("groups", Json.createArrayBuilder(token.groups()));
        if (token.sessionId() != null && token.appId() != null) {
            answer.add("sid", token.sessionId()).add("app_id", token.appId());
        }
        if (token.scope() != null) {
            answer.add("client_id", token.subject()).add("scope", token.scope());
        }
        return answer.build();
    }

    private JsonObject described(RefreshTokenView token) {
        return active("refresh_token", token.userId())
                .add("iat", token.createdAt().getEpochSecond())
                .add("exp", token.expiresAt().getEpochSecond())
                .add("sid", token.sessionId())
                .add("app_id", token.appId())
                .build();
    }

    /** {@code token_use} is ours: who accepts tokens by introspection must not take a refresh token for an access token. */
    private JsonObjectBuilder active(String use, String subject) {
        return Json.createObjectBuilder()
                .add("active", true)
                .add("token_use", use)
                .add("iss", settings.issuer())
                .add("sub", subject);
    }
}
