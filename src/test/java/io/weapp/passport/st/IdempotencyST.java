package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyST {

    private final LoginSystem login = LoginSystem.shared();
    private final WechatSystem wechat = TestBed.wechat();
    private final Database database = Database.shared();
    private final String user = "idempotency-" + UUID.randomUUID();
    private final String code = wechat.loginCodeOf(user);
    private final String key = UUID.randomUUID().toString();

    @AfterEach
    void heal() {
        wechat.heal();
    }

    @Test
    @DisplayName("R8.6 the same key and code give the same session again, without a second call to WeChat")
    void sameRequestGivesTheSameSession() {
        int calls = exchanges();
        LoginSystem.LoggedIn first = LoginSystem.LoggedIn.from(login.loginOnce(code, key));

        LoginSystem.LoggedIn again = LoginSystem.LoggedIn.from(login.loginOnce(code, key));

        assertThat(again.sessionId()).isEqualTo(first.sessionId());
        assertThat(again.answer().json().getBoolean("newUser")).isTrue();
        assertThat(exchanges()).isEqualTo(calls + 1);
        assertThat(login.lets(again)).isTrue();
        assertThat(login.lets(login.refreshed(again))).isTrue();
        assertThat(login.lets(login.refreshed(first))).isTrue();
        assertThat(database.number(
                        "select count(*) from audit_event where event_type = 'login_repeated' and session_id = ?",
                        first.sessionId()))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @DisplayName("R8.6 requests that arrive while the first is under way wait for it")
    @ValueSource(ints = {2, 20})
    void parallelRequestsGiveOneSession(int clients) {
        wechat.delay(WechatSystem.CODE_TO_SESSION, Duration.ofSeconds(1), 1);
        int calls = exchanges();

        List<LoginSystem.LoggedIn> all =
                LoginSystem.atOnce(clients, () -> LoginSystem.LoggedIn.from(login.loginOnce(code, key)));

        assertThat(all)
                .extracting(LoginSystem.LoggedIn::sessionId)
                .containsOnly(all.get(0).sessionId());
        assertThat(all).allMatch(login::lets);
        assertThat(all).allSatisfy(each -> login.refreshed(each));
        assertThat(exchanges()).isEqualTo(calls + 1);
    }

    @Test
    @DisplayName("R8.6 after a logout the code is simply used")
    void logoutEndsTheRepetition() {
        LoginSystem.LoggedIn me = LoginSystem.LoggedIn.from(login.loginOnce(code, key));
        login.logout(me.accessToken());

        Problems.assertProblem(login.loginOnce(code, key), 400, "wechat_code_used", "login");
    }

    @Test
    @DisplayName("R8.6 a minute later the code is simply used")
    void windowEnds() {
        login.loginOnce(code, key);
        database.change("update login_attempt set finished_at = finished_at - 60000 where session_id is not null");

        Problems.assertProblem(login.loginOnce(code, key), 400, "wechat_code_used", "login");
    }

    @Test
    @DisplayName("R8.7 another key with a used code is refused and recorded, and so is none")
    void otherKeyIsRefused() {
        LoginSystem.LoggedIn me = LoginSystem.LoggedIn.from(login.loginOnce(code, key));
        String refusals = "select count(*) from audit_event where event_type = 'login_refused'"
                + " and reason = 'wechat_code_used'";
        long before = database.number(refusals);

        Problems.assertProblem(login.loginOnce(code, key + "x"), 400, "wechat_code_used", "login");
        Problems.assertProblem(login.login(code), 400, "wechat_code_used", "login");

        assertThat(database.number(refusals)).isEqualTo(before + 2);
        assertThat(LoginSystem.LoggedIn.from(login.loginOnce(code, key)).sessionId())
                .isEqualTo(me.sessionId());
    }

    @Test
    @DisplayName("R8.6 the same key with another code is another login")
    void otherCodeIsAnotherLogin() {
        LoginSystem.LoggedIn one = LoginSystem.LoggedIn.from(login.loginOnce(code, key));
        LoginSystem.LoggedIn other = LoginSystem.LoggedIn.from(login.loginOnce(wechat.loginCodeOf(user), key));

        assertThat(other.sessionId()).isNotEqualTo(one.sessionId());
    }

    @Test
    @DisplayName("R8.8 a login that failed can be tried again")
    void failedLoginCanBeTriedAgain() {
        wechat.cutBeforeWork(WechatSystem.CODE_TO_SESSION, 1);

        Problems.assertRetryLater(login.loginOnce(code, key), 503, "wechat_unavailable");

        assertThat(login.loginOnce(code, key).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("R8.8 a request that waits for one that fails has its own try")
    void waitingRequestHasItsOwnTry() {
        wechat.delay(WechatSystem.CODE_TO_SESSION, Duration.ofSeconds(4), 1);
        Queue<Answer> answers = new ConcurrentLinkedQueue<>();

        LoginSystem.atOnce(2, () -> answers.add(login.loginOnce(code, key)));

        assertThat(answers).extracting(Answer::status).contains(503);
        assertThat(answers)
                .filteredOn(each -> each.status() != 503)
                .allSatisfy(each -> assertThat(each.status()).isIn(200, 400));
    }

    @Test
    @DisplayName("R8.8 an attempt whose node was killed blocks its repetition for seconds only")
    void killedAttemptIsTakenOver() {
        login.loginOnce(code, key);
        database.change(
                "update login_attempt set finished_at = null, session_id = null, started_at = ?"
                        + " where session_id is not null",
                Instant.now().minusSeconds(8).toEpochMilli());

        // The killed node had sent the code to WeChat; nobody else can use it.
        Problems.assertProblem(login.loginOnce(code, key), 400, "wechat_code_used", "login");
    }

    @Test
    @DisplayName("R8.6 a disabled user gets no repetition")
    void disabledUserGetsNoRepetition() {
        LoginSystem.LoggedIn me = LoginSystem.LoggedIn.from(login.loginOnce(code, key));
        database.change("update passport_user set disabled_at = 1 where id = ?", me.userId());

        Problems.assertProblem(login.loginOnce(code, key), 403, "user_disabled", "none");
    }

    @Test
    void keyIsPrintableAscii() {
        for (String bad : List.of("", "x".repeat(129))) {
            Answer answer = login.loginOnce(code, bad);
            Problems.assertProblem(answer, 400, "invalid_request", "none");
            assertThat(answer.json().getJsonArray("violations").getJsonObject(0).getString("field"))
                    .isEqualTo("Idempotency-Key");
        }
        assertThat(login.loginOnce(code, "x".repeat(128)).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("R8.9 code and key are stored hashed")
    void codeAndKeyAreStoredHashed() {
        login.loginOnce(code, key);

        assertThat(database.number(
                        "select count(*) from login_attempt where code_hash in (?, ?) or key_hash in (?, ?)",
                        code,
                        key,
                        code,
                        key))
                .isZero();
    }

    private int exchanges() {
        return wechat.calls(WechatSystem.CODE_TO_SESSION).total();
    }
}
