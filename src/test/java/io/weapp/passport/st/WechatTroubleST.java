package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a login answers when WeChat refuses, is slow, breaks off or talks nonsense. Nothing of it leaves a row behind. */
class WechatTroubleST {

    private static final String API = WechatSystem.CODE_TO_SESSION;

    private final LoginSystem login = LoginSystem.shared();
    /** Of its own, so that the outages of one test do not hold back the calls of another. */
    private final NewApp app = NewApp.registered(AdminSystem.shared());

    private final WechatSystem wechat = app.wechat();
    private final Database database = Database.shared();
    private final String user = "trouble-" + UUID.randomUUID();
    private Rows before = Rows.in(database);

    @BeforeEach
    void start() {
        before = Rows.in(database);
    }

    @AfterEach
    void nothingIsLeftBehind() {
        wechat.heal();
        assertThat(Rows.in(database)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 503, wechat_busy",
        "45011, 503, wechat_busy",
        "45009, 503, wechat_busy",
    })
    void busyWechatIsWorthAnotherTry(int errcode, int status, String problem) {
        wechat.failNext(API, errcode, 1);

        Problems.assertRetryLater(app.login(login, user), status, problem);
    }

    @ParameterizedTest
    @CsvSource({
        "40226, 403, wechat_user_blocked, none",
        "40029, 400, wechat_code_invalid, login",
        "40163, 400, wechat_code_used, login",
        "42003, 400, wechat_code_invalid, login",
        "40125, 502, wechat_misconfigured, none",
        "40164, 502, wechat_misconfigured, none",
        "40243, 502, wechat_misconfigured, none",
        "40066, 502, wechat_misconfigured, none",
        "99999, 502, wechat_misconfigured, none"
    })
    void refusalIsTranslated(int errcode, int status, String problem, String action) {
        wechat.failNext(API, errcode, 1);

        Answer answer = app.login(login, user);

        Problems.assertProblem(answer, status, problem, action);
        assertThat(answer.json().getJsonObject("wechat").getInt("errcode")).isEqualTo(errcode);
    }

    @Test
    @DisplayName(
            "an AppID that WeChat does not know is our mistake until the secret has worked once, then the client's")
    void unknownAppIdIsJudgedByTheSecretsPast() {
        wechat.failNext(API, 40013, 2);
        database.change("update mini_app set secret_proven_at = null where app_id = ?", app.appId());

        Problems.assertProblem(app.login(login, user), 502, "wechat_misconfigured", "none");

        database.change("update mini_app set secret_proven_at = 1 where app_id = ?", app.appId());
        Problems.assertProblem(app.login(login, user), 400, "wechat_code_invalid", "login");
    }

    @Test
    @DisplayName("a login WeChat was too busy for succeeds with the same code afterwards")
    void sameCodeSucceedsAfterBusy() {
        wechat.failNext(API, -1, 1);
        String code = wechat.loginCodeOf(user);
        Problems.assertRetryLater(login.login(app.appId(), code, Map.of()), 503, "wechat_busy");

        assertThat(login.login(app.appId(), code, Map.of()).status()).isEqualTo(200);
        before = Rows.in(database);
    }

    @Test
    @Timeout(5)
    @DisplayName("R6.2 a WeChat that takes ten seconds is given up within five")
    void slowWechatIsGivenUp() {
        wechat.delay(API, Duration.ofSeconds(10), 1);

        Problems.assertRetryLater(app.login(login, user), 503, "wechat_unavailable");
    }

    @Test
    @Timeout(5)
    @DisplayName("R6.1 a cut connection is not tried again by ourselves")
    void cutConnectionIsNotRepeated() {
        wechat.cutBeforeWork(API, 1);

        Problems.assertRetryLater(app.login(login, user), 503, "wechat_unavailable");
        assertThat(wechat.calls(API).total()).isEqualTo(1);
    }

    @Test
    @Timeout(5)
    @DisplayName("R6.1 a lost reply is not tried again by ourselves: the code is spent")
    void lostReplyIsNotRepeated() {
        wechat.loseReply(API, 1);
        String code = wechat.loginCodeOf(user);

        Problems.assertRetryLater(login.login(app.appId(), code, Map.of()), 503, "wechat_unavailable");
        assertThat(wechat.calls(API).total()).isEqualTo(1);
        Problems.assertProblem(login.login(app.appId(), code, Map.of()), 400, "wechat_code_used", "login");
    }

    @ParameterizedTest
    @Timeout(5)
    @ValueSource(
            strings = {
                "<html>502 Bad Gateway</html>",
                "{\"openid\":\"o123",
                "[]",
                "null",
                "",
                "{}",
                "{\"openid\":5,\"session_key\":\"tiihtNczf5v6AKRyjwEUhQ==\"}",
                "{\"openid\":\"o123\",\"session_key\":\"short\"}",
                "{\"openid\":\"o123\",\"session_key\":\"not base64 !\"}",
                "{\"openid\":\"o123\"}",
                "{\"errcode\":\"40029\"}",
                "{\"errcode\":{}}"
            })
    void nonsenseIsAnOutage(String body) {
        wechat.lie(API, 200, "text/plain", body, 1);

        Problems.assertRetryLater(app.login(login, user), 503, "wechat_unavailable");
    }

    @ParameterizedTest
    @Timeout(5)
    @ValueSource(ints = {204, 302, 404, 500, 502, 503})
    void statusOfSomethingInBetweenIsAnOutage(int status) {
        wechat.lie(API, status, "application/json", "{\"openid\":\"o1\"}", 1);

        Problems.assertRetryLater(app.login(login, user), 503, "wechat_unavailable");
    }

    @Test
    @Timeout(5)
    void endlessAnswerIsAnOutage() {
        wechat.lieAtLength(API, 5_000_000, 1);

        Problems.assertRetryLater(app.login(login, user), 503, "wechat_unavailable");
    }

    @Test
    @DisplayName("R6.3 success is errcode absent or 0, and unknown fields do not matter")
    void harmlessVariantsOfSuccessAreAccepted() {
        wechat.lie(
                API,
                200,
                "application/json; encoding=utf-8",
                "{\"errcode\":0,\"errmsg\":\"ok\",\"expires_in\":7200,\"openid\":\"o-" + user
                        + "\",\"session_key\":\"\\/IkZjbTToVVRWRXVA885rg==\"}",
                1);

        assertThat(app.login(login, user).status()).isEqualTo(200);
        before = Rows.in(database);
    }
}
