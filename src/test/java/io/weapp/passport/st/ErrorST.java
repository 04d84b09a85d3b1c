package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R1.1 every error is a problem, also those the server itself raises")
class ErrorST {

    private static final String TOO_LARGE = "{\"appId\":\"" + "x".repeat(70_000) + "\"}";
    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    private final LoginSystem login = LoginSystem.shared();
    private final String user = "error-" + UUID.randomUUID();

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/nothing", "/api/v1/", "/api/nothing", "/.well-known/nothing", "/nothing", "/problem"})
    void unknownPath(String path) {
        Problems.assertProblem(login.get(path), 404, "not_found", "none");
    }

    @Test
    void unknownPathWithAToken() {
        String token = login.loggedIn(user).accessToken();

        Problems.assertProblem(login.get("/api/v1/nothing", token), 404, "not_found", "none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
    void wrongMethod(String method) {
        Problems.assertProblem(
                login.send(method, "/api/v1/login", BodyPublishers.noBody(), Map.of()),
                405,
                "method_not_allowed",
                "none");
    }

    @Test
    void wrongMediaType() {
        Problems.assertProblem(
                login.post("/api/v1/login", "appId=x", Map.of("Content-Type", "application/x-www-form-urlencoded")),
                415,
                "unsupported_media_type",
                "none");
    }

    @Test
    void nothingAcceptable() {
        String token = login.loggedIn(user).accessToken();

        Answer answer = login.send(
                "GET",
                "/api/v1/session",
                BodyPublishers.noBody(),
                Map.of("Authorization", "Bearer " + token, "Accept", "text/xml"));

        Problems.assertProblem(answer, 406, "not_acceptable", "none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "[]", "nonsense", "{\"appId\":5,\"code\":{}}", "\"text\"", "{\"appId\":\"x\" \"code\"}"})
    void malformedJson(String body) {
        Problems.assertProblem(login.post("/api/v1/login", body, Map.of()), 400, "invalid_request", "none");
    }

    @Test
    void noBody() {
        Problems.assertProblem(login.post("/api/v1/login", "", Map.of()), 400, "invalid_request", "none");
        Problems.assertProblem(login.post("/api/v1/login", "null", Map.of()), 400, "invalid_request", "none");
    }

    @Test
    void brokenRulesAreNamed() {
        Answer answer =
                login.post("/api/v1/login", "{\"code\":\"c\",\"device\":\"" + "d".repeat(201) + "\"}", Map.of());

        JsonObject problem = Problems.assertProblem(answer, 400, "invalid_request", "none");
        assertThat(problem.getJsonArray("violations").getValuesAs(JsonObject.class))
                .extracting(violation -> violation.getString("field"))
                .containsExactly("appId", "device");
    }

    @Test
    void oversizedBodyWithItsLength() {
        Problems.assertProblem(login.post("/api/v1/login", TOO_LARGE, Map.of()), 413, "payload_too_large", "none");
    }

    @Test
    void oversizedBodyWithoutItsLength() {
        Answer answer = login.send(
                "POST",
                "/api/v1/login",
                BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(TOO_LARGE.getBytes(StandardCharsets.UTF_8))),
                JSON);

        Problems.assertProblem(answer, 413, "payload_too_large", "none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/session", "/api/v1/me"})
    void missingToken(String path) {
        Answer answer = login.get(path);

        Problems.assertProblem(answer, 401, "token_missing", "login");
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0."})
    void malformedToken(String token) {
        Answer answer = login.get("/api/v1/session", token);

        Problems.assertProblem(answer, 401, "token_invalid", "login");
        assertThat(answer.header("WWW-Authenticate")).contains("error=\"invalid_token\"");
    }

    @Test
    void foreignTokenAndTokenOfAnUnknownKey() {
        Tokens tokens = Tokens.of(login.loggedIn(user));

        Problems.assertProblem(login.get("/api/v1/session", tokens.foreign()), 401, "token_invalid", "login");
        Problems.assertProblem(login.get("/api/v1/session", tokens.ofUnknownKey()), 401, "token_invalid", "login");
    }

    @Test
    void expiredToken() {
        Tokens tokens = Tokens.of(login.loggedIn(user));

        Problems.assertProblem(login.get("/api/v1/session", tokens.expired()), 401, "token_expired", "refresh");
    }

    @Test
    void tokenOfAnotherGroup() {
        Tokens tokens = Tokens.of(login.loggedIn(user));
        String token = tokens.thief()
                .signed(tokens.changed().claim("groups", List.of("guest")).build());

        Problems.assertProblem(login.get("/api/v1/session", token), 403, "forbidden", "none");
    }

    @Test
    @DisplayName("R1.3 the request id of the caller is kept if it is harmless")
    void requestIdIsKept() {
        Map<String, String> harmless = Map.of("X-Request-Id", "shop-2026.11_22-0001");
        Map<String, String> harmful = Map.of("X-Request-Id", "<script>alert(1)</script>");

        assertThat(login.send("GET", "/api/v1/me", BodyPublishers.noBody(), harmless)
                        .text("requestId"))
                .isEqualTo("shop-2026.11_22-0001");
        assertThat(login.send("GET", "/api/v1/me", BodyPublishers.noBody(), harmful)
                        .header("X-Request-Id"))
                .matches("[0-9a-f-]{36}");
    }
}
