package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SessionST {

    private final LoginSystem login = LoginSystem.shared();
    private final String user = "session-" + UUID.randomUUID();

    @Test
    void sessionTellsWhatItIs() {
        LoginSystem.LoggedIn me = login.loggedIn(user);

        Answer answer = login.get("/api/v1/session", me.accessToken());

        assertThat(answer.status()).isEqualTo(200);
        JsonObject session = answer.json();
        assertThat(session.keySet())
                .containsExactlyInAnyOrder("sessionId", "appId", "userId", "createdAt", "lastSeenAt", "expiresAt");
        assertThat(session.getString("sessionId")).isEqualTo(me.sessionId());
        assertThat(session.getString("userId")).isEqualTo(me.userId());
        assertThat(session.getString("appId")).isEqualTo(WechatSystem.DEMO_APP);
        assertThat(session.getString("createdAt")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
    }

    @Test
    @DisplayName("R7.3 after logout the access token is refused at once")
    void loggedOutTokenIsRefused() {
        LoginSystem.LoggedIn me = login.loggedIn(user);

        assertThat(login.logout(me.accessToken()).status()).isEqualTo(204);

        Problems.assertProblem(login.get("/api/v1/session", me.accessToken()), 401, "session_ended", "login");
        Problems.assertProblem(login.get("/api/v1/me", me.accessToken()), 401, "session_ended", "login");
        Problems.assertProblem(login.logout(me.accessToken()), 401, "session_ended", "login");
    }

    @Test
    @DisplayName("R7.1 logout ends one session and no other")
    void logoutEndsOneSessionOnly() {
        LoginSystem.LoggedIn phone = login.loggedIn(user);
        LoginSystem.LoggedIn tablet = login.loggedIn(user);

        login.logout(phone.accessToken());

        assertThat(login.get("/api/v1/session", tablet.accessToken()).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("a restart keeps sessions valid, and ended ones ended")
    void restartKeepsSessions() {
        LoginSystem.LoggedIn alive = login.loggedIn(user);
        LoginSystem.LoggedIn ended = login.loggedIn(user);
        login.logout(ended.accessToken());

        TestBed.server().restart();

        assertThat(login.get("/api/v1/session", alive.accessToken()).status()).isEqualTo(200);
        Problems.assertProblem(login.get("/api/v1/session", ended.accessToken()), 401, "session_ended", "login");
        assertThat(login.loggedIn(user).userId()).isEqualTo(alive.userId());
    }
}
