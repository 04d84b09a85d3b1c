package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshST {

    private static final String REUSES = "select count(*) from audit_event where event_type = 'refresh_token_reused'"
            + " and user_id = ? and app_id = ? and session_id = ?";

    private final LoginSystem login = LoginSystem.shared();
    private final Database database = Database.shared();
    private final String user = "refresh-" + UUID.randomUUID();

    @Test
    @DisplayName("R7.5 a refresh gives a new pair of the same session")
    void refreshGivesANewPairOfTheSameSession() {
        LoginSystem.LoggedIn before = login.loggedIn(user);

        LoginSystem.LoggedIn after = login.refreshed(before);

        JsonObject state = after.answer().json();
        assertThat(state.keySet()).isEqualTo(before.answer().json().keySet());
        assertThat(after.answer().header("Cache-Control")).isEqualTo("no-store");
        assertThat(after.sessionId()).isEqualTo(before.sessionId());
        assertThat(after.refreshToken()).isNotEqualTo(before.refreshToken());
        assertThat(after.accessToken()).isNotEqualTo(before.accessToken());
        assertThat(state.getBoolean("newUser")).isFalse();
        assertThat(state.getInt("expiresIn")).isEqualTo(1800);
        assertThat(state.getInt("refreshExpiresIn")).isEqualTo(30 * 24 * 3600);
        assertThat(state.getJsonObject("user"))
                .isEqualTo(login.get("/api/v1/me", after.accessToken()).json());
        assertThat(login.lets(before)).isTrue();
        assertThat(login.lets(after)).isTrue();
    }

    @ParameterizedTest
    @DisplayName("R7.6 parallel refreshes all succeed, and every pair they return works")
    @ValueSource(ints = {5, 20})
    void parallelRefreshesAllSucceed(int clients) {
        LoginSystem.LoggedIn before = login.loggedIn(user);

        List<LoginSystem.LoggedIn> all = LoginSystem.atOnce(clients, () -> login.refreshed(before));

        assertThat(all).extracting(LoginSystem.LoggedIn::refreshToken).doesNotHaveDuplicates();
        assertThat(all).extracting(LoginSystem.LoggedIn::sessionId).containsOnly(before.sessionId());
        assertThat(all).allMatch(login::lets);
        assertThat(all)
                .allSatisfy(
                        each -> assertThat(login.lets(login.refreshed(each))).isTrue());
    }

    @Test
    @DisplayName("R7.6 a client that lost the reply refreshes again with what it has")
    void lostReplySignsNobodyOut() {
        LoginSystem.LoggedIn first = login.loggedIn(user);
        LoginSystem.LoggedIn second = login.refreshed(first);
        login.refreshed(second);

        assertThat(login.lets(login.refreshed(first))).isTrue();
        assertThat(login.lets(login.refreshed(second))).isTrue();
    }

    @Test
    @DisplayName("R7.7 a used token that comes back too late ends the session")
    void lateReuseEndsTheSession() {
        LoginSystem.LoggedIn first = login.loggedIn(user);
        LoginSystem.LoggedIn second = login.refreshed(first);
        letGraceTimePass(first);

        Answer reuse = login.refresh(first.refreshToken());

        Problems.assertProblem(reuse, 401, "refresh_token_reused", "login");
        Problems.assertProblem(login.refresh(second.refreshToken()), 401, "session_ended", "login");
        Problems.assertProblem(login.get("/api/v1/me", second.accessToken()), 401, "session_ended", "login");
        assertThat(database.text("select end_reason from login_session where id = ?", first.sessionId()))
                .isEqualTo("refresh_reused");
        assertThat(database.number(REUSES, first.userId(), WechatSystem.DEMO_APP, first.sessionId()))
                .isEqualTo(1);
        Problems.assertProblem(login.refresh(first.refreshToken()), 401, "session_ended", "login");
    }

    @Test
    @DisplayName("R7.7 reuse is noticed however long ago the token was used")
    void forgottenTokenIsNoticed() {
        LoginSystem.LoggedIn first = login.loggedIn(user);
        LoginSystem.LoggedIn second = login.refreshed(first);
        letGraceTimePass(first);
        LoginSystem.LoggedIn third = login.refreshed(second);
        assertThat(rowsOf(first)).isEqualTo(2);

        Problems.assertProblem(login.refresh(first.refreshToken()), 401, "refresh_token_reused", "login");
        Problems.assertProblem(login.refresh(third.refreshToken()), 401, "session_ended", "login");
    }

    @Test
    @DisplayName("R7.7 of several unused successors one goes on, and takes the others along")
    void branchesOfAChainEndTogether() {
        LoginSystem.LoggedIn first = login.loggedIn(user);
        LoginSystem.LoggedIn one = login.refreshed(first);
        LoginSystem.LoggedIn other = login.refreshed(first);
        letGraceTimePass(first);
        login.refreshed(one);
        assertThat(login.lets(login.refreshed(other))).isTrue();
        letGraceTimePass(first);

        Problems.assertProblem(login.refresh(other.refreshToken()), 401, "refresh_token_reused", "login");
    }

    @Test
    @DisplayName("R7.8 what is no refresh token of ours is refused and harms nobody")
    void whatIsNoRefreshTokenIsRefused() {
        LoginSystem.LoggedIn me = login.loggedIn(user);
        String good = me.refreshToken();
        String altered = (good.charAt(30) == 'A' ? 'B' : 'A') + good.substring(31);

        for (String bad : List.of(
                "abc",
                "微信",
                good + "A",
                good.substring(1),
                good.substring(0, 30) + altered,
                good + "=",
                "A".repeat(75),
                me.accessToken())) {
            Problems.assertProblem(login.refresh(bad), 401, "refresh_token_invalid", "login");
        }
        Problems.assertProblem(login.refresh(" "), 400, "invalid_request", "none");
        Problems.assertProblem(login.refresh("x".repeat(5000)), 400, "invalid_request", "none");
        Problems.assertProblem(login.get("/api/v1/me", good), 401, "token_invalid", "login");
        assertThat(login.lets(login.refreshed(me))).isTrue();
    }

    @Test
    @DisplayName("R7.8 a session that was logged out is not refreshed")
    void loggedOutSessionIsNotRefreshed() {
        LoginSystem.LoggedIn me = login.loggedIn(user);
        login.logout(me.accessToken());

        Problems.assertProblem(login.refresh(me.refreshToken()), 401, "session_ended", "login");
    }

    @Test
    @DisplayName("R7.8 neither is that of a disabled user or app")
    void disabledUserAndAppAreRefused() {
        LoginSystem.LoggedIn me = login.loggedIn(user);
        database.change("update mini_app set enabled = false where app_id = ?", WechatSystem.DEMO_APP);
        try {
            Problems.assertProblem(login.refresh(me.refreshToken()), 403, "app_disabled", "none");
        } finally {
            database.change("update mini_app set enabled = true where app_id = ?", WechatSystem.DEMO_APP);
        }
        assertThat(login.refresh(me.refreshToken()).status()).isEqualTo(200);
        database.change("update passport_user set disabled_at = 1 where id = ?", me.userId());
        Problems.assertProblem(login.refresh(me.refreshToken()), 403, "user_disabled", "none");
    }

    @Test
    @DisplayName("R7.9 a session that was not used for its idle time is over")
    void idleSessionIsOver() {
        LoginSystem.LoggedIn me = login.loggedIn(user);
        database.change(
                "update login_session set last_seen_at = ? where id = ?",
                Instant.now().minus(Duration.ofDays(30)).toEpochMilli(),
                me.sessionId());

        Problems.assertProblem(login.refresh(me.refreshToken()), 401, "session_ended", "login");
    }

    @Test
    @DisplayName("R7.9 no token outlives the absolute lifetime of its session")
    void absoluteLifetimeBoundsEverything() {
        LoginSystem.LoggedIn me = login.loggedIn(user);
        expire(me, Duration.ofSeconds(100));

        JsonObject state = login.refreshed(me).answer().json();

        assertThat(state.getInt("refreshExpiresIn")).isBetween(1, 100);
        assertThat(state.getInt("expiresIn")).isBetween(1, 100);
        expire(me, Duration.ZERO);
        Problems.assertProblem(login.refresh(state.getString("refreshToken")), 401, "session_ended", "login");
    }

    @Test
    @DisplayName("R3.3 an app's own lifetimes win over the configuration")
    void appsOwnLifetimesWin() {
        database.change(
                "update mini_app set access_token_ttl = 60000, session_idle = 3600000, session_absolute = 7200000"
                        + " where app_id = '" + WechatSystem.DEMO_APP + "'");
        try {
            LoginSystem.LoggedIn me = login.loggedIn(user);
            JsonObject state = login.refreshed(me).answer().json();
            assertThat(state.getInt("expiresIn")).isEqualTo(60);
            assertThat(state.getInt("refreshExpiresIn")).isEqualTo(3600);
            JsonObject session = login.get("/api/v1/session", me.accessToken()).json();
            assertThat(Duration.between(
                            Instant.parse(session.getString("createdAt")),
                            Instant.parse(session.getString("expiresAt"))))
                    .isEqualTo(Duration.ofHours(2));
        } finally {
            database.change("update mini_app set access_token_ttl = null, session_idle = null, session_absolute = null"
                    + " where app_id = '" + WechatSystem.DEMO_APP + "'");
        }
    }

    @Test
    @DisplayName("R7.4 refresh tokens are stored hashed, and few of them")
    void rowsAreHashedAndBounded() {
        LoginSystem.LoggedIn me = login.loggedIn(user);
        Answer last = login.refresh(me.refreshToken());
        while (last.status() == 200) {
            assertThat(database.number(
                            "select count(*) from refresh_token where token_hash = ?", last.text("refreshToken")))
                    .isZero();
            last = login.refresh(me.refreshToken());
        }

        Problems.assertRetryLater(last, 429, "rate_limited");
        assertThat(rowsOf(me)).isEqualTo(200);
        assertThat(login.lets(me)).isTrue();
    }

    @Test
    @DisplayName("an old Authorization header does not matter")
    void oldAuthorizationDoesNotMatter() {
        LoginSystem.LoggedIn me = login.loggedIn(user);
        Tokens tokens = Tokens.of(me);
        String body = "{\"refreshToken\":\"" + me.refreshToken() + "\"}";

        for (String old : List.of(tokens.expired(), tokens.foreign(), tokens.ofUnknownKey(), "abc")) {
            Answer answer = login.post("/api/v1/login/refresh", body, Map.of("Authorization", "Bearer " + old));
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        }
    }

    private void letGraceTimePass(LoginSystem.LoggedIn session) {
        database.change("update refresh_token set used_at = used_at - 60000 where session_id = ?", session.sessionId());
    }

    private void expire(LoginSystem.LoggedIn session, Duration left) {
        database.change(
                "update login_session set expires_at = ? where id = ?",
                Instant.now().plus(left).toEpochMilli(),
                session.sessionId());
    }

    private long rowsOf(LoginSystem.LoggedIn session) {
        return database.number("select count(*) from refresh_token where session_id = ?", session.sessionId());
    }
}
