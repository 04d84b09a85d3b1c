package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The admin calls as one operator makes them: over HTTP, and in no other way. */
final class AdminSystem {

    private static final String ROOT = "/api/v1/admin";

    private final LoginSystem http;
    private final String accessToken;

    private AdminSystem(LoginSystem http, String accessToken) {
        this.http = http;
        this.accessToken = accessToken;
    }

    /** The first operator of the shared server, just logged in. */
    static AdminSystem shared() {
        return of(LoginSystem.shared(), TestBed.OPERATOR, TestBed.operatorPassword());
    }

    /** An operator who logs in; the login must succeed. */
    static AdminSystem of(LoginSystem http, String username, String password) {
        Answer answer = login(http, username, password);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return new AdminSystem(http, answer.text("accessToken"));
    }

    static Answer login(LoginSystem http, String username, String password) {
        return http.post(ROOT + "/login", credentials(username, password), Map.of());
    }

    static String credentials(String username, String password) {
        return operator(username, password).build().toString();
    }

    /** Makes somebody an operator; it must succeed. */
    void appoint(String username, String password) {
        Answer answer = post("/operators", operator(username, password));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().keySet()).containsExactlyInAnyOrder("username", "createdAt", "passwordChangedAt");
    }

    static JsonObjectBuilder operator(String username, String password) {
        return Json.createObjectBuilder().add("username", username).add("password", password);
    }

    /** Registers an app with its secret and nothing else; it must succeed. */
    void registerApp(String appId, String secret) {
        Answer answer = post(
                "/apps",
                Json.createObjectBuilder()
                        .add("appId", appId)
                        .add("name", "App " + appId)
                        .add("secret", secret));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    }

    /** Changes what the JSON object names, and nothing else; it must succeed. */
    JsonObject changeApp(String appId, String json) {
        Answer answer = send("PUT", "/apps/" + appId, BodyPublishers.ofString(json));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    Answer put(String path, String json) {
        return send("PUT", path, BodyPublishers.ofString(json));
    }

    /** The same operator with the same token at another node. */
    AdminSystem at(LoginSystem node) {
        return new AdminSystem(node, accessToken);
    }

    String accessToken() {
        return accessToken;
    }

    Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    Answer post(String path, JsonObjectBuilder body) {
        return send("POST", path, BodyPublishers.ofString(body.build().toString()));
    }

    Answer post(String path) {
        return send("POST", path, BodyPublishers.noBody());
    }

    Answer put(String path, JsonObjectBuilder body) {
        return send("PUT", path, BodyPublishers.ofString(body.build().toString()));
    }

    Answer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    /** All entries of a list, read page by page. */
    List<JsonObject> all(String path, int limit) {
        return allAfter("", path, limit);
    }

    /** The entries of a list that follow a cursor. */
    List<JsonObject> allAfter(String start, String path, int limit) {
        List<JsonObject> all = new ArrayList<>();
        String page = path + (path.contains("?") ? "&" : "?") + "limit=" + limit;
        for (String next = page + "&cursor=" + start; next != null; ) {
            Answer answer = get(next);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            List<JsonObject> items = answer.json().getJsonArray("items").getValuesAs(JsonObject.class);
            assertThat(items).hasSizeLessThanOrEqualTo(limit);
            all.addAll(items);
            String cursor = answer.json().getString("next", "");
            next = cursor.isEmpty() ? null : page + "&cursor=" + cursor;
        }
        return all;
    }

    private Answer send(String method, String path, BodyPublisher body) {
        Map<String, String> headers = new HashMap<>(LoginSystem.bearer(accessToken));
        headers.put("Content-Type", "application/json");
        return http.send(method, ROOT + path, body, headers);
    }
}
