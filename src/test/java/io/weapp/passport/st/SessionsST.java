package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionsST {

    private static final String SESSIONS = "/api/v1/sessions";

    private final LoginSystem login = LoginSystem.shared();
    private final Database database = Database.shared();
    private final String user = "sessions-" + UUID.randomUUID();

    @Test
    @DisplayName("R7.10 users see their own sessions, newest first")
    void ownSessionsNewestFirst() {
        LoginSystem.LoggedIn phone = login.loggedIn(user);
        LoginSystem.LoggedIn tablet = login.loggedIn(user);
        LoginSystem.LoggedIn ended = login.loggedIn(user);
        login.logout(ended.accessToken());
        login.loggedIn(user + "-other");

        JsonObject list = login.get(SESSIONS, phone.accessToken()).json();

        assertThat(list.keySet()).containsExactly("items");
        assertThat(idsIn(list)).containsExactly(tablet.sessionId(), phone.sessionId());
        assertThat(list.getJsonArray("items").getJsonObject(1).keySet())
                .isEqualTo(
                        login.get("/api/v1/session", phone.accessToken()).json().keySet());
    }

    @Test
    @DisplayName("R7.10 a long list comes page by page")
    void pageByPage() {
        List<LoginSystem.LoggedIn> all =
                Stream.generate(() -> login.loggedIn(user)).limit(3).toList();
        String token = all.get(0).accessToken();

        JsonObject first = login.get(SESSIONS + "?limit=2", token).json();
        JsonObject rest = login.get(SESSIONS + "?limit=2&cursor=" + first.getString("next"), token)
                .json();

        assertThat(idsIn(first))
                .containsExactly(all.get(2).sessionId(), all.get(1).sessionId());
        assertThat(idsIn(rest)).containsExactly(all.get(0).sessionId());
        assertThat(rest).doesNotContainKey("next");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=201", "limit=x", "cursor=x", "cursor=1_';drop"})
    void badPageIsRefused(String query) {
        LoginSystem.LoggedIn me = login.loggedIn(user);

        Problems.assertProblem(
                login.get(SESSIONS + "?" + query.replace("'", "%27"), me.accessToken()),
                400,
                "invalid_request",
                "none");
    }

    @Test
    @DisplayName("R7.11 users end one of their sessions on another device")
    void userEndsOneSession() {
        LoginSystem.LoggedIn phone = login.loggedIn(user);
        LoginSystem.LoggedIn lost = login.loggedIn(user);

        assertThat(login.delete(SESSIONS + "/" + lost.sessionId(), phone.accessToken())
                        .status())
                .isEqualTo(204);

        Problems.assertProblem(login.get("/api/v1/me", lost.accessToken()), 401, "session_ended", "login");
        Problems.assertProblem(login.refresh(lost.refreshToken()), 401, "session_ended", "login");
        assertThat(login.lets(phone)).isTrue();
        assertThat(endReasonOf(lost)).isEqualTo("owner");
        assertThat(login.delete(SESSIONS + "/" + lost.sessionId(), phone.accessToken())
                        .status())
                .isEqualTo(204);
    }

    @Test
    @DisplayName("R7.11 the sessions of others are none of a user's business")
    void sessionsOfOthersDoNotExist() {
        LoginSystem.LoggedIn me = login.loggedIn(user);
        LoginSystem.LoggedIn other = login.loggedIn(user + "-other");

        for (String id : List.of(other.sessionId(), UUID.randomUUID().toString(), "x", "%20")) {
            Problems.assertProblem(login.delete(SESSIONS + "/" + id, me.accessToken()), 404, "not_found", "none");
        }
        assertThat(login.lets(other)).isTrue();
    }

    @Test
    @DisplayName("R7.11 users end all sessions but the one at hand")
    void userEndsAllOthers() {
        LoginSystem.LoggedIn kept = login.loggedIn(user);
        LoginSystem.LoggedIn one = login.loggedIn(user);
        LoginSystem.LoggedIn two = login.loggedIn(user);
        LoginSystem.LoggedIn stranger = login.loggedIn(user + "-other");

        assertThat(login.delete(SESSIONS, kept.accessToken()).status()).isEqualTo(204);

        assertThat(List.of(one, two)).noneMatch(login::lets);
        assertThat(List.of(kept, stranger)).allMatch(login::lets);
        assertThat(idsIn(login.get(SESSIONS, kept.accessToken()).json())).containsExactly(kept.sessionId());
    }

    @Test
    void sessionsNeedAToken() {
        Problems.assertProblem(login.get(SESSIONS), 401, "token_missing", "login");
        Problems.assertProblem(login.delete(SESSIONS + "/x", "abc"), 401, "token_invalid", "login");
    }

    @Test
    @DisplayName("R7.12 where an app allows a number of sessions, the oldest ends")
    void oldestSessionEnds() {
        database.change("update mini_app set max_sessions = 2 where app_id = ?", WechatSystem.DEMO_APP);
        try {
            LoginSystem.LoggedIn oldest = login.loggedIn(user);
            LoginSystem.LoggedIn second = login.loggedIn(user);
            assertThat(login.lets(oldest)).isTrue();

            LoginSystem.LoggedIn third = login.loggedIn(user);

            Problems.assertProblem(login.get("/api/v1/me", oldest.accessToken()), 401, "session_ended", "login");
            assertThat(endReasonOf(oldest)).isEqualTo("max_sessions");
            assertThat(List.of(second, third)).allMatch(login::lets);

            List<LoginSystem.LoggedIn> atOnce = LoginSystem.atOnce(10, () -> login.loggedIn(user));

            assertThat(atOnce).filteredOn(login::lets).hasSize(2);
        } finally {
            database.change("update mini_app set max_sessions = null where app_id = ?", WechatSystem.DEMO_APP);
        }
    }

    @Test
    @DisplayName("R7.13 a device label cannot pose as something else")
    void deviceLabelIsCleaned() {
        assertThat(deviceOf("  i\u202EPhone\u0007\r\n 小明 \u2066 ")).isEqualTo("iPhone 小明");
        assertThat(deviceOf("x".repeat(200))).hasSize(200);
        assertThat(deviceOf(" \u200B\u0000 ")).isEmpty();
    }

    @Test
    @DisplayName("R7.3 an ended session's token is refused for as long as it lives, whatever the settings are by then")
    void endIsRememberedAsLongAsTheTokenLives() {
        LoginSystem.LoggedIn me = login.loggedIn(user);
        database.change("update mini_app set access_token_ttl = 1000 where app_id = ?", WechatSystem.DEMO_APP);
        try {
            login.logout(me.accessToken());
            TestBed.server().restart();
            Problems.assertProblem(login.get("/api/v1/me", me.accessToken()), 401, "session_ended", "login");
        } finally {
            database.change("update mini_app set access_token_ttl = null where app_id = ?", WechatSystem.DEMO_APP);
        }
    }

    @Test
    @DisplayName("R7.3 a session that was ended elsewhere is refused within seconds")
    void endElsewhereIsLearned() {
        LoginSystem.LoggedIn me = login.loggedIn(user);
        database.change(
                "update login_session set ended_at = ?, end_reason = 'operator' where id = ?",
                System.currentTimeMillis(),
                me.sessionId());

        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> !login.lets(me));
    }

    @Test
    @DisplayName("R7.14 the use of a session is written down before the server stops, at the latest")
    void useIsWrittenDown() {
        LoginSystem.LoggedIn me = login.loggedIn(user);
        database.change("update login_session set last_seen_at = created_at - 1000 where id = ?", me.sessionId());
        login.get("/api/v1/me", me.accessToken());

        TestBed.server().restart();

        assertThat(database.number(
                        "select count(*) from login_session where id = ? and last_seen_at >= created_at",
                        me.sessionId()))
                .isEqualTo(1);
    }

    private String deviceOf(String label) {
        LoginSystem.LoggedIn me = LoginSystem.LoggedIn.from(login.login(
                Json.createObjectBuilder()
                        .add("appId", WechatSystem.DEMO_APP)
                        .add("code", TestBed.wechat().loginCodeOf(user))
                        .add("device", label),
                Map.of()));
        return login.get("/api/v1/session", me.accessToken()).json().getString("device", "");
    }

    private String endReasonOf(LoginSystem.LoggedIn session) {
        return database.text("select end_reason from login_session where id = ?", session.sessionId());
    }

    private static List<String> idsIn(JsonObject list) {
        return list.getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .map(each -> each.getString("sessionId"))
                .toList();
    }
}
