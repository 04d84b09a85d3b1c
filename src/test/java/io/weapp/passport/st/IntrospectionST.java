package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once-on-payara")
class IntrospectionST {

    private static final String INACTIVE = "{\"active\":false}";

    private final LoginSystem login = LoginSystem.shared();
    private final OauthSystem oauth = OauthSystem.shared();
    private final OauthSystem.Client client = oauth.registered("users:read");
    private final OauthSystem.Client other = oauth.registered("users:read");

    @Test
    @DisplayName("R22.3 the access token of a user is active until the session ends")
    void tokenOfAUser() {
        LoginSystem.LoggedIn user = loggedIn();

        Answer answer = oauth.introspect(client, user.accessToken());

        assertThat(answer.status()).isEqualTo(200);
        OauthST.assertUncached(answer);
        JsonObject token = answer.json();
        assertThat(token.keySet())
                .containsExactlyInAnyOrder(
                        "active",
                        "token_use",
                        "token_type",
                        "iss",
                        "sub",
                        "jti",
                        "iat",
                        "exp",
                        "aud",
                        "groups",
                        "sid",
                        "app_id");
        assertThat(token.getBoolean("active")).isTrue();
        assertThat(token.getString("token_use")).isEqualTo("access_token");
        assertThat(token.getString("sub")).isEqualTo(user.userId());
        assertThat(token.getString("sid")).isEqualTo(user.sessionId());
        assertThat(token.getString("app_id")).isEqualTo(WechatSystem.DEMO_APP);
        assertThat(token.getInt("exp") - token.getInt("iat")).isEqualTo(1800);

        login.logout(user.accessToken());

        assertThat(oauth.introspect(client, user.accessToken()).body()).isEqualTo(INACTIVE);
    }

    @Test
    @DisplayName("R22.3 a refresh token is active until the session ends, and is not taken for an access token")
    void refreshToken() {
        LoginSystem.LoggedIn user = loggedIn();

        JsonObject token = oauth.introspect(client, user.refreshToken()).json();

        assertThat(token.keySet())
                .containsExactlyInAnyOrder("active", "token_use", "iss", "sub", "iat", "exp", "sid", "app_id");
        assertThat(token.getString("token_use")).isEqualTo("refresh_token");
        assertThat(token.getString("sub")).isEqualTo(user.userId());

        login.logout(user.accessToken());

        assertThat(oauth.introspect(client, user.refreshToken()).body()).isEqualTo(INACTIVE);
    }

    @Test
    @DisplayName("R22.3 of the tokens of services a client sees its own only")
    void tokenOfAService() {
        String token = oauth.accessToken(client);

        JsonObject own = oauth.introspect(client, token).json();

        assertThat(own.getBoolean("active")).isTrue();
        assertThat(own.getString("client_id")).isEqualTo(client.id());
        assertThat(own.getString("scope")).isEqualTo("users:read");
        assertThat(oauth.introspect(other, token).body()).isEqualTo(INACTIVE);
    }

    @Test
    @DisplayName("R22.3 whatever is not good is inactive, and nothing else is said")
    void whatIsNotGood() {
        LoginSystem.LoggedIn user = loggedIn();
        Tokens tokens = Tokens.of(user);
        String operator = tokens.thief()
                .signed(tokens.changed().claim("groups", List.of("operator")).build());

        for (String token : List.of(
                "x",
                "a.b.c",
                "微信",
                " ",
                user.accessToken() + "x",
                tokens.expired(),
                tokens.foreign(),
                tokens.ofUnknownKey(),
                operator)) {
            Answer answer = oauth.introspect(client, token);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).as(token).isEqualTo(INACTIVE);
        }
    }

    @Test
    void hintDoesNotMatter() {
        LoginSystem.LoggedIn user = loggedIn();

        for (String hint : List.of("access_token", "refresh_token", "nonsense")) {
            for (String token : List.of(user.accessToken(), user.refreshToken())) {
                Answer answer =
                        oauth.post("/oauth/introspect", "token=" + token + "&token_type_hint=" + hint, client.basic());
                assertThat(answer.json().getBoolean("active")).isTrue();
            }
        }
    }

    @Test
    void tokenIsRequired() {
        OauthST.assertError(oauth.post("/oauth/introspect", "a=b", client.basic()), 400, "invalid_request");
        OauthST.assertError(oauth.post("/oauth/introspect", "token=a&token=b", client.basic()), 400, "invalid_request");
        OauthST.assertError(oauth.post("/oauth/revoke", "token=", client.basic()), 400, "invalid_request");
    }

    @Test
    @DisplayName("R22.4 a revoked token is refused at once")
    void revokedTokenIsRefused() {
        String token = oauth.accessToken(client);
        String second = oauth.accessToken(client);
        assertThat(login.get("/api/v1/users/nobody", token).status()).isEqualTo(404);

        Answer answer = oauth.revoke(client, token);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        OauthST.assertUncached(answer);
        Problems.assertProblem(login.get("/api/v1/users/nobody", token), 401, "token_invalid", "login");
        assertThat(oauth.introspect(client, token).body()).isEqualTo(INACTIVE);
        assertThat(oauth.revoke(client, token).status()).isEqualTo(200);
        assertThat(login.get("/api/v1/users/nobody", second).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("R22.4 what is not the client's own is left alone, without a word")
    void foreignTokensAreLeftAlone() {
        LoginSystem.LoggedIn user = loggedIn();
        String token = oauth.accessToken(client);

        for (String foreign : List.of(token, user.accessToken(), user.refreshToken(), "nonsense")) {
            Answer answer = oauth.revoke(other, foreign);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
        }

        assertThat(oauth.introspect(client, token).json().getBoolean("active")).isTrue();
        assertThat(oauth.introspect(client, user.refreshToken()).json().getBoolean("active"))
                .isTrue();
        assertThat(login.get("/api/v1/me", user.accessToken()).status()).isEqualTo(200);
    }

    @Test
    void expiredTokenLeavesNoTrace() {
        LoginSystem.LoggedIn user = loggedIn();
        Tokens tokens = Tokens.of(user);
        String expired = tokens.thief()
                .signed(tokens.ofService(client.id())
                        .expirationTime(Date.from(Instant.now().minusSeconds(5)))
                        .jwtID("expired-" + user.sessionId().substring(0, 8))
                        .build());

        assertThat(oauth.revoke(client, expired).status()).isEqualTo(200);

        assertThat(Database.shared().number("select count(*) from revoked_token where token_id like 'expired-%'"))
                .isZero();
    }

    @Test
    @DisplayName("R7.5 a token revoked on one node is refused on every other, and forgotten when it has expired")
    void revocationReachesTheOtherNode() {
        String token = oauth.accessToken(client);
        try (PassportServer peer = TestBed.server().startPeer("oauth-peer")) {
            LoginSystem there = new LoginSystem(peer.base());
            assertThat(there.get("/api/v1/users/nobody", token).status()).isEqualTo(404);
            Database.shared()
                    .change(
                            "insert into revoked_token (id, token_id, revoked_at, expires_at) values (?, 'old', 1, 1)",
                            UUID.randomUUID().toString());

            oauth.revoke(client, token);

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> Problems.assertProblem(
                            there.get("/api/v1/users/nobody", token), 401, "token_invalid", "login"));
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            Database.shared().number("select count(*) from revoked_token where token_id = 'old'") == 0);
            assertThat(there.send(
                                    "POST",
                                    "/oauth/introspect",
                                    BodyPublishers.ofString("token=" + token),
                                    Map.of(
                                            "Authorization",
                                            client.basic().getOrDefault("Authorization", ""),
                                            "Content-Type",
                                            "application/x-www-form-urlencoded"))
                            .body())
                    .isEqualTo(INACTIVE);
        }
    }

    private LoginSystem.LoggedIn loggedIn() {
        return login.loggedIn("introspection-" + UUID.randomUUID());
    }
}
