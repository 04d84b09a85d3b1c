package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpRequest.BodyPublishers;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OauthST {

    private static final String GRANT = "grant_type=client_credentials";
    private static final String ALL_SCOPES = "metrics:read phone:read users:read wechat-token:read";

    private final LoginSystem login = LoginSystem.shared();
    private final OauthSystem oauth = OauthSystem.shared();
    private final OauthSystem.Client client = oauth.registered(ALL_SCOPES);

    @Test
    @DisplayName("R22.1 client_credentials with HTTP Basic give a service's access token")
    void basicGivesAToken() throws ParseException {
        Answer answer = oauth.token(client, GRANT);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertUncached(answer);
        assertThat(answer.json().keySet())
                .containsExactlyInAnyOrder("access_token", "token_type", "expires_in", "scope");
        assertThat(answer.text("token_type")).isEqualTo("Bearer");
        assertThat(answer.json().getInt("expires_in")).isEqualTo(1800);
        assertThat(answer.text("scope")).isEqualTo(ALL_SCOPES);
        JWTClaimsSet claims = SignedJWT.parse(answer.text("access_token")).getJWTClaimsSet();
        assertThat(claims.getClaims().keySet())
                .containsExactlyInAnyOrder("iss", "sub", "upn", "groups", "aud", "iat", "exp", "jti", "scope");
        assertThat(claims.getSubject()).isEqualTo(client.id());
        assertThat(claims.getStringListClaim("groups")).containsExactly("service");
        assertThat(claims.getAudience()).containsExactly("weapp-passport");
        assertThat(claims.getStringClaim("scope")).isEqualTo(ALL_SCOPES);
    }

    @Test
    @DisplayName("R22.1 so does the secret in the form")
    void formGivesAToken() {
        assertThat(oauth.post("/oauth/token", GRANT + client.inForm(), Map.of()).status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("R22.1 id and secret in HTTP Basic are form-encoded first")
    void basicIsFormDecoded() {
        Map<String, String> header =
                OauthSystem.Client.basic(everyLetterEncoded(client.id()), everyLetterEncoded(client.secret()));

        assertThat(oauth.post("/oauth/token", GRANT, header).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("R22.1 two ways to authenticate at once are refused, naming the client twice is not")
    void oneWayToAuthenticate() {
        assertError(oauth.token(client, GRANT + client.inForm()), 400, "invalid_request");
        assertError(oauth.token(client, GRANT + "&client_id=other"), 400, "invalid_request");
        assertThat(oauth.token(client, GRANT + "&client_id=" + client.id()).status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("R22.2 who does not prove to be a client gets a 401 that does not tell why")
    void badClientIsRefused() {
        OauthSystem.Client other = oauth.registered("users:read");
        Database.shared().change("update oauth_client set revoked_at = 1 where client_id = ?", other.id());
        List<Answer> refused = List.of(
                oauth.token(new OauthSystem.Client(client.id(), "wrong"), GRANT),
                oauth.token(new OauthSystem.Client("unknown", client.secret()), GRANT),
                oauth.token(other, GRANT),
                oauth.post("/oauth/token", GRANT + "&client_id=" + client.id() + "&client_secret=wrong", Map.of()));

        for (Answer answer : refused) {
            assertError(answer, 401, "invalid_client");
            assertThat(answer.body()).isEqualTo(refused.get(0).body());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Basic", "Basic ", "Basic %%%", "Basic bm9jb2xvbg==", "Basic Og==", "Basic JTpi", "Digest x"})
    void malformedHeaderIsRefused(String header) {
        for (String path : List.of("/oauth/token", "/oauth/introspect", "/oauth/revoke")) {
            assertError(oauth.post(path, GRANT, Map.of("Authorization", header)), 401, "invalid_client");
        }
    }

    @Test
    void nobodyIsRefused() {
        for (String path : List.of("/oauth/token", "/oauth/introspect", "/oauth/revoke")) {
            assertError(oauth.post(path, GRANT + "&token=x", Map.of()), 401, "invalid_client");
            assertError(oauth.post(path, "", Map.of()), 401, "invalid_client");
            assertError(oauth.post(path, GRANT + "&client_id=" + client.id(), Map.of()), 401, "invalid_client");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', invalid_request",
        "grant_type=, invalid_request",
        "scope=users:read, invalid_request",
        "grant_type=client_credentials&grant_type=client_credentials, invalid_request",
        "grant_type=client_credentials&scope=users:read&scope=users:read, invalid_request",
        "grant_type=%zz, invalid_request",
        "grant_type=password&username=a&password=b, unsupported_grant_type",
        "grant_type=authorization_code&code=x, unsupported_grant_type",
        "grant_type=refresh_token&refresh_token=x, unsupported_grant_type",
        "grant_type=CLIENT_CREDENTIALS, unsupported_grant_type",
        "grant_type=client_credentials&scope=admin, invalid_scope",
        "grant_type=client_credentials&scope=users:read%20admin, invalid_scope",
        "grant_type=client_credentials&scope=users, invalid_scope"
    })
    @DisplayName("R22.2 a request that is wrong is answered with the word of the RFC")
    void wrongRequestIsRefused(String form, String error) {
        assertError(oauth.token(client, form), 400, error);
    }

    @Test
    void scopesAreThoseTheClientHasAndAsksFor() {
        OauthSystem.Client reader = oauth.registered("metrics:read users:read");

        assertThat(oauth.token(reader, GRANT).text("scope")).isEqualTo("metrics:read users:read");
        assertThat(oauth.token(reader, GRANT + "&scope=").text("scope")).isEqualTo("metrics:read users:read");
        assertThat(oauth.token(reader, GRANT + "&scope=users:read").text("scope"))
                .isEqualTo("users:read");
        assertThat(oauth.token(reader, GRANT + "&scope=users:read+metrics:read").text("scope"))
                .isEqualTo("metrics:read users:read");
        assertError(oauth.token(reader, GRANT + "&scope=phone:read"), 400, "invalid_scope");
    }

    @Test
    void parametersOfTheUrlDoNotCount() {
        assertError(oauth.post("/oauth/token?" + GRANT, "a=b", client.basic()), 400, "invalid_request");
        assertError(oauth.post("/oauth/token?" + client.inForm().substring(1), GRANT, Map.of()), 401, "invalid_client");
    }

    @Test
    @DisplayName("R22.2 what is refused before the endpoint is reached has the same form")
    void refusalsOfTheServerHaveTheSameForm() {
        Map<String, String> json = Map.of(
                "Authorization", client.basic().getOrDefault("Authorization", ""), "Content-Type", "application/json");

        for (String path : List.of("/oauth/token", "/oauth/introspect", "/oauth/revoke")) {
            assertError(oauth.post(path, "{}", json), 400, "invalid_request");
            assertError(oauth.post(path, GRANT + "&x=" + "x".repeat(70_000), client.basic()), 413, "invalid_request");
            assertError(login.send("GET", path, BodyPublishers.noBody(), Map.of()), 405, "invalid_request");
        }
        assertError(oauth.post("/oauth/nothing", GRANT, client.basic()), 404, "invalid_request");
    }

    @Test
    @DisplayName("R22.6 a bearer token on these endpoints is ignored, whatever it holds")
    void bearerTokensAreIgnored() {
        LoginSystem.LoggedIn user = login.loggedIn("oauth-" + UUID.randomUUID());
        Tokens tokens = Tokens.of(user);

        for (String bearer :
                List.of("abc", tokens.expired(), tokens.foreign(), tokens.ofUnknownKey(), user.accessToken())) {
            Map<String, String> header = LoginSystem.bearer(bearer);
            assertThat(oauth.post("/oauth/token", GRANT + client.inForm(), header)
                            .status())
                    .isEqualTo(200);
            assertThat(oauth.post("/oauth/introspect", "token=x" + client.inForm(), header)
                            .body())
                    .isEqualTo("{\"active\":false}");
            assertThat(oauth.post("/oauth/revoke", "token=x" + client.inForm(), header)
                            .status())
                    .isEqualTo(200);
            assertError(oauth.post("/oauth/token", GRANT, header), 401, "invalid_client");
            assertThat(login.get("/.well-known/oauth-authorization-server", bearer)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    @DisplayName("R21.3 the tokens of a client that another node has revoked are refused soon")
    void tokensOfARevokedClientAreRefused() {
        String token = oauth.accessToken(client);
        assertThat(login.get("/api/v1/users/nobody", token).status()).isEqualTo(404);

        long now = System.currentTimeMillis();
        Database.shared().change("update oauth_client set revoked_at = ? where client_id = ?", now, client.id());
        Database.shared()
                .change(
                        "insert into revoked_token (id, token_id, revoked_at, expires_at) values (?, ?, ?, ?)",
                        UUID.randomUUID().toString(),
                        client.id(),
                        now,
                        now + 1_800_000);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> Problems.assertProblem(
                        login.get("/api/v1/users/nobody", token), 401, "token_invalid", "login"));
        assertError(oauth.introspect(client, token), 401, "invalid_client");
    }

    static void assertError(Answer answer, int status, String error) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertUncached(answer);
        assertThat(answer.json().keySet()).containsExactlyInAnyOrder("error", "error_description");
        assertThat(answer.text("error")).isEqualTo(error);
        assertThat(answer.text("error_description")).matches("[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]+");
        if (status == 401) {
            assertThat(answer.header("WWW-Authenticate")).startsWith("Basic ");
        }
    }

    static void assertUncached(Answer answer) {
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Pragma")).isEqualTo("no-cache");
    }

    private static String everyLetterEncoded(String text) {
        return text.chars().mapToObj("%%%02X"::formatted).collect(Collectors.joining());
    }
}
