package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R31.1 users name themselves")
class NicknameST {

    private final LoginSystem login = LoginSystem.shared();
    private final LoginSystem.LoggedIn me = login.loggedIn("nickname-" + UUID.randomUUID());

    @Test
    void theNameIsShownWithoutWhatCannotBeSeen() {
        Answer answer = rename("{\"nickname\": \" 小\\u202E明\\u200B👨\u200D👩\u200D👧 \"}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("nickname")).isEqualTo("小明👨\u200D👩\u200D👧");
        assertThat(login.get("/api/v1/me", me.accessToken()).text("nickname")).isEqualTo("小明👨\u200D👩\u200D👧");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"nickname\": null}",
                "{\"nickname\": \"\"}",
                "{\"nickname\": \"\\u200B\\u202E \"}",
                "{\"nickname\": \"微信用户\"}",
                "{\"nickname\": \"abcdefghijklmnopqrstuvwxyz1234567\"}"
            })
    void whatIsNoNameIsRefusedAndNothingChanges(String body) {
        rename("{\"nickname\": \"Ann\"}");

        JsonObject problem = Problems.assertProblem(rename(body), 400, "invalid_request", "none");

        assertThat(problem.getJsonArray("violations").getJsonObject(0).getString("field"))
                .isEqualTo("nickname");
        assertThat(login.get("/api/v1/me", me.accessToken()).text("nickname")).isEqualTo("Ann");
    }

    @Test
    void twoDevicesAtOnceBothSucceed() {
        List<Integer> answers =
                LoginSystem.atOnce(8, () -> rename("{\"nickname\": \"Ann\"}").status());

        assertThat(answers).containsOnly(200);
    }

    @Test
    void onlyUsersHaveNames() {
        Answer answer = login.send(
                "PUT",
                "/api/v1/me/nickname",
                BodyPublishers.ofString(
                        Json.createObjectBuilder().add("nickname", "x").build().toString()),
                Map.of("Content-Type", "application/json"));

        Problems.assertProblem(answer, 401, "token_missing", "login");
    }

    private Answer rename(String body) {
        Map<String, String> headers = new HashMap<>(LoginSystem.bearer(me.accessToken()));
        headers.put("Content-Type", "application/json");
        return login.send("PUT", "/api/v1/me/nickname", BodyPublishers.ofString(body), headers);
    }
}
