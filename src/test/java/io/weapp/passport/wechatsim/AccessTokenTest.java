package io.weapp.passport.wechatsim;

import static io.weapp.passport.wechatsim.SimulatedWechat.APP;
import static io.weapp.passport.wechatsim.SimulatedWechat.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.weapp.passport.wechatsim.SimulatedWechat.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTokenTest {
    private static final String FORCE = ",\"force_refresh\":true";

    @RegisterExtension
    final SimulatedWechat wechat = new SimulatedWechat();

    @Test
    void theClassicTokenIsLongAndLivesTwoHours() throws Exception {
        Answer answer = classic(APP, SECRET);
        assertThat(answer.contentType()).isEqualTo("application/json; encoding=utf-8");
        assertThat(answer.json()).containsOnlyKeys("access_token", "expires_in");
        assertThat(answer.json().getInt("expires_in")).isEqualTo(7200);
        assertThat(answer.json().getString("access_token"))
                .hasSizeBetween(130, 160)
                .startsWith("66_");
    }

    @Test
    void everyClassicCallRetiresTheTokenBeforeWithFiveMinutesOfGrace() throws Exception {
        String first = classicToken();
        String second = classicToken();
        assertThat(errcodeWith(first)).isZero();
        assertThat(errcodeWith(second)).isZero();
        advance(295);
        assertThat(errcodeWith(first)).isZero();
        advance(5);
        assertThat(errcodeWith(first)).isEqualTo(40001);
        assertThat(errcodeWith(second)).isZero();
    }

    @Test
    void aThirdClassicTokenKillsTheFirstAtOnce() throws Exception {
        String first = classicToken();
        String second = classicToken();
        classicToken();
        assertThat(errcodeWith(first)).isEqualTo(40001);
        assertThat(errcodeWith(second)).isZero();
    }

    @Test
    void aTokenExpires() throws Exception {
        String token = classicToken();
        advance(7200);
        assertThat(errcodeWith(token)).isEqualTo(42001);
    }

    @Test
    void theStableTokenStaysTheSameUntilItsLastFiveMinutes() throws Exception {
        String first = wechat.token();
        advance(6855);
        Answer later = wechat.stableToken("");
        assertThat(later.json().getString("access_token")).isEqualTo(first);
        assertThat(later.json().getInt("expires_in")).isBetween(340, 345);

        advance(45);
        Answer renewed = wechat.stableToken("");
        String second = renewed.json().getString("access_token");
        assertThat(second).isNotEqualTo(first);
        assertThat(renewed.json().getInt("expires_in")).isEqualTo(7200);
        assertThat(errcodeWith(first)).isZero();
        assertThat(errcodeWith(second)).isZero();

        advance(300);
        assertThat(errcodeWith(first)).isIn(40001, 42001);
        assertThat(errcodeWith(second)).isZero();
    }

    @Test
    void theTwoKindsOfTokenDoNotKnowOfEachOther() throws Exception {
        String stable = wechat.token();
        classicToken();
        classicToken();
        wechat.stableToken(FORCE);
        String classic = classicToken();
        assertThat(errcodeWith(stable)).isEqualTo(40001);
        assertThat(errcodeWith(classic)).isZero();
    }

    @Test
    void forceRetiresTheTokenBeforeAtOnce() throws Exception {
        String first = wechat.token();
        String forced = forcedToken();
        assertThat(forced).isNotEqualTo(first);
        assertThat(errcodeWith(first)).isEqualTo(40001);
        assertThat(wechat.token()).isEqualTo(forced);
    }

    @Test
    void forceWithin30SecondsDoesNotRefresh() throws Exception {
        String forced = forcedToken();
        advance(25);
        assertThat(forcedToken()).isEqualTo(forced);
        advance(5);
        assertThat(forcedToken()).isNotEqualTo(forced);
    }

    @Test
    void forceWorks20TimesADay() throws Exception {
        untilMidnightInChina();
        for (int i = 0; i < 20; i++) {
            assertThat(wechat.stableToken(FORCE).errcode()).isZero();
            advance(30);
        }
        assertThat(wechat.stableToken(FORCE).errcode()).isEqualTo(45009);
        assertThat(wechat.stableToken("").errcode()).isZero();
        advance(86400);
        assertThat(wechat.stableToken(FORCE).errcode()).isZero();
    }

    @Test
    void forceRefreshOfFalseIsNoForce() throws Exception {
        String first = wechat.token();
        Answer again = wechat.stableToken(",\"force_refresh\":false");
        assertThat(again.json().getString("access_token")).isEqualTo(first);
    }

    @ParameterizedTest(name = "{0} {1} {2}: {3}")
    @CsvSource({
        "'', '', '', 41002",
        "wxnobody, '', '', 41004",
        "wxnobody, bad, nonsense, 40002",
        "wxnobody, bad, client_credential, 40013",
        "wx0000000000demo01, bad, client_credential, 40125"
    })
    void bothTokenApisCheckAppidSecretAndGrantType(String app, String secret, String grant, int errcode)
            throws Exception {
        Answer classic = wechat.get("/cgi-bin/token", "appid", app, "secret", secret, "grant_type", grant);
        Answer stable = wechat.post(
                "/cgi-bin/stable_token",
                "{\"appid\":\"%s\",\"secret\":\"%s\",\"grant_type\":\"%s\"}".formatted(app, secret, grant));
        assertThat(classic.errcode()).isEqualTo(errcode);
        assertThat(stable.errcode()).isEqualTo(errcode);
        assertThat(stable.errmsg()).contains(" rid: ").doesNotContain(", rid: ");
    }

    @Test
    void bothTokenApisRefuseAFrozenSecretAndAForeignAddress() throws Exception {
        wechat.system.allowOnly(APP, "10.0.0.1");
        assertThat(classic(APP, SECRET).errcode()).isEqualTo(40164);
        assertThat(wechat.stableToken("").errcode()).isEqualTo(40164);
        wechat.system.freeze(APP);
        assertThat(classic(APP, SECRET).errcode()).isEqualTo(40243);
        assertThat(wechat.stableToken("").errcode()).isEqualTo(40243);
    }

    @Test
    void theStableTokenWantsAPostOfJson() throws Exception {
        assertThat(wechat.get("/cgi-bin/stable_token", "appid", APP).errcode()).isEqualTo(43002);
        assertThat(stableWith("").errcode()).isEqualTo(44002);
        assertThat(stableWith("appid=" + APP).errcode()).isEqualTo(47001);
        assertThat(stableWith("{\"appid\":").errcode()).isEqualTo(47001);
        assertThat(stableWith("{\"appid\":7}").errcode()).isEqualTo(47001);
        assertThat(wechat.stableToken(",\"force_refresh\":\"yes\"").errcode()).isEqualTo(47001);
        assertThat(stableWith("{}").errcode()).isEqualTo(41002);
    }

    @Test
    void aChangedSecretCountsAtOnce() throws Exception {
        wechat.system.changeSecret(APP, "another");
        assertThat(classic(APP, SECRET).errcode()).isEqualTo(40125);
        assertThat(classic(APP, "another").errcode()).isZero();
    }

    private Answer stableWith(String body) throws Exception {
        return wechat.post("/cgi-bin/stable_token", body);
    }

    private Answer classic(String app, String secret) throws Exception {
        return wechat.get("/cgi-bin/token", "appid", app, "secret", secret, "grant_type", "client_credential");
    }

    private String classicToken() throws Exception {
        return classic(APP, SECRET).json().getString("access_token");
    }

    private String forcedToken() throws Exception {
        return wechat.stableToken(FORCE).json().getString("access_token");
    }

    /** Whether a token is good shows in a call that needs one. */
    private int errcodeWith(String token) throws Exception {
        String body = "{\"code\":\"" + wechat.system.phoneCodeOf("alice") + "\"}";
        return wechat.post("/wxa/business/getuserphonenumber", body, "access_token", token)
                .errcode();
    }

    private void untilMidnightInChina() {
        long now = wechat.system.advanceClock(Duration.ZERO).getEpochSecond();
        advance(86400 - (now + 8 * 3600) % 86400);
    }

    private void advance(long seconds) {
        wechat.system.advanceClock(Duration.ofSeconds(seconds));
    }
}
