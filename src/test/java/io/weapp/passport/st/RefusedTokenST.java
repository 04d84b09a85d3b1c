package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WeChat refuses the WeChat token in the middle of a user's call. */
class RefusedTokenST {

    private static final int CALLERS = 40;

    private final LoginSystem login = LoginSystem.shared();
    private final Database database = Database.shared();
    private final NewApp app = NewApp.registered(AdminSystem.shared());
    private final WechatSystem wechat = app.wechat();
    private final LoginSystem.LoggedIn me = LoginSystem.LoggedIn.from(app.login(login, "refused-" + UUID.randomUUID()));

    @BeforeEach
    void aTokenThatIsInUseForAWhile() {
        assertThat(keyState().text("state")).isEqualTo("valid");
        database.change("update wechat_token set fetched_at = fetched_at - 60000 where app_id = ?", app.appId());
        assertThat(wechat.calls(WechatSystem.STABLE_TOKEN).total()).isEqualTo(1);
    }

    @AfterEach
    void heal() {
        TestBed.wechat().heal();
    }

    @Test
    @DisplayName("R3.14 forty calls with a token that somebody else has retired make one fetch and get forty answers")
    void retiredTokenIsReplacedOnce() {
        wechat.retireTokensOf(app.appId());

        List<Answer> answers = LoginSystem.atOnce(CALLERS, this::keyState);

        assertThat(answers).hasSize(CALLERS).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.text("state")).isEqualTo("valid");
        });
        assertThat(wechat.calls(WechatSystem.STABLE_TOKEN).total()).isEqualTo(2);
        assertThat(wechat.calls(WechatSystem.CHECK_SESSION).total()).isBetween(1 + CALLERS + 1, 1 + 2 * CALLERS);
    }

    @ParameterizedTest
    @ValueSource(ints = {40001, 40014, 42001})
    @DisplayName("R3.14 whichever errcode says so, the call is repeated once with a fresh token")
    void everyRefusalCounts(int errcode) {
        wechat.retireTokensOf(app.appId());
        wechat.failNext(WechatSystem.CHECK_SESSION, errcode, 1);

        assertThat(keyState().text("state")).isEqualTo("valid");

        assertThat(wechat.calls(WechatSystem.STABLE_TOKEN).total()).isEqualTo(2);
        assertThat(wechat.calls(WechatSystem.CHECK_SESSION).total()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {40001, 42001})
    @DisplayName("R3.14 a fresh token that is refused as well is the answer: nothing is fetched again and again")
    void refusalOfTheFreshTokenIsToldAtOnce(int errcode) {
        wechat.retireTokensOf(app.appId());
        wechat.failUntilHealed(WechatSystem.CHECK_SESSION, errcode);

        for (int i = 0; i < 5; i++) {
            Problems.assertProblem(keyState(), 502, "wechat_misconfigured", "none");
        }

        assertThat(wechat.calls(WechatSystem.STABLE_TOKEN).total()).isEqualTo(2);
    }

    private Answer keyState() {
        return login.get("/api/v1/me/wechat-key", me.accessToken());
    }
}
