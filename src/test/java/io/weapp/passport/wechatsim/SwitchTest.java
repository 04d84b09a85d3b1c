package io.weapp.passport.wechatsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weapp.passport.wechatsim.SimulatedWechat.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What WeChat may do otherwise; the switches of phone numbers and signatures are tried with their APIs. */
class SwitchTest {
    private static final String LOGIN = "/sns/jscode2session";
    private static final String PHONE = "/wxa/business/getuserphonenumber";

    @RegisterExtension
    final SimulatedWechat wechat = new SimulatedWechat();

    @ParameterizedTest
    @EnumSource
    void everySwitchStandsAtItsDefaultAndAcceptsIt(Switch one) throws Exception {
        assertThat(wechat.get("/control/switches").json().getString(one.externalName()))
                .isEqualTo(one.initial());
        wechat.system.turn(one.externalName(), one.initial());
    }

    @Test
    void unknownSwitchesAndValuesAreRefused() {
        assertThatThrownBy(() -> wechat.system.turn("no-such-switch", "on")).hasMessageContaining("no-such-switch");
        assertThatThrownBy(() -> wechat.system.turn("slash-escaping", "maybe")).hasMessageContaining("off|on");
    }

    @Test
    void busyLeavesTheCodeAlone() throws Exception {
        String code = wechat.system.loginCodeOf("alice");
        wechat.system.failNext(LOGIN, -1, 1);
        assertThat(wechat.login(code).errcode()).isEqualTo(-1);
        assertThat(wechat.login(code).errcode()).isZero();
    }

    @Test
    void busyConsumesTheCodeIfTheSwitchIsOn() throws Exception {
        wechat.system.turn("busy-consumes-code", "on");
        String code = wechat.system.loginCodeOf("alice");
        wechat.system.failNext(LOGIN, -1, 1);
        assertThat(wechat.login(code).errcode()).isEqualTo(-1);
        assertThat(wechat.login(code).errcode()).isEqualTo(40163);
    }

    @Test
    void busyConsumesThePhoneCodeToo() throws Exception {
        wechat.system.turn("busy-consumes-code", "on");
        String body = "{\"code\":\"" + wechat.system.phoneCodeOf("alice") + "\"}";
        wechat.system.failNext(PHONE, -1, 1);
        assertThat(wechat.post(PHONE, body, "access_token", wechat.token()).errcode())
                .isEqualTo(-1);
        assertThat(wechat.post(PHONE, body, "access_token", wechat.token()).errcode())
                .isEqualTo(40029);
    }

    @Test
    void otherErrorsNeverConsumeTheCode() throws Exception {
        wechat.system.turn("busy-consumes-code", "on");
        String code = wechat.system.loginCodeOf("alice");
        wechat.system.failNext(LOGIN, 45011, 1);
        assertThat(wechat.login(code).errcode()).isEqualTo(45011);
        assertThat(wechat.login(code).errcode()).isZero();
    }

    @Test
    void anExchangeReplacesTheSessionKeyOnlyIfItIsOld() throws Exception {
        String first = sessionKey();
        assertThat(sessionKey()).isEqualTo(first);
        wechat.system.advanceClock(Duration.ofSeconds(3590));
        assertThat(sessionKey()).isEqualTo(first);
        wechat.system.advanceClock(Duration.ofSeconds(11));
        assertThat(sessionKey()).isNotEqualTo(first);
    }

    @Test
    void howOldIsASwitch() throws Exception {
        wechat.system.turn("session-key-rotation-seconds", "10");
        String first = sessionKey();
        wechat.system.advanceClock(Duration.ofSeconds(11));
        assertThat(sessionKey()).isNotEqualTo(first);
    }

    @Test
    void anExchangeMayAlwaysReplaceTheSessionKey() throws Exception {
        wechat.system.turn("session-key-rotation", "always");
        assertThat(sessionKey()).isNotEqualTo(sessionKey());
    }

    @Test
    void anExchangeMayNeverReplaceALiveSessionKey() throws Exception {
        wechat.system.turn("session-key-rotation", "never");
        String first = sessionKey();
        wechat.system.advanceClock(Duration.ofDays(2));
        assertThat(sessionKey()).isEqualTo(first);
        wechat.system.advanceClock(Duration.ofDays(3));
        assertThat(sessionKey()).isNotEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource({"40029, invalid code", "42003, oauth_code timed out"})
    void theErrcodeOfAnExpiredCode(String errcode, String text) throws Exception {
        wechat.system.turn("expired-code", errcode);
        Answer answer = wechat.login(wechat.system.expiredLoginCodeOf("alice"));
        assertThat(answer.errcode()).isEqualTo(Integer.parseInt(errcode));
        assertThat(answer.errmsg()).startsWith(text);
    }

    @Test
    void theContentTypeUnderSnsMayBeJson() throws Exception {
        wechat.system.turn("sns-content-type", "application/json");
        assertThat(wechat.login("x").contentType()).isEqualTo("application/json");
        assertThat(wechat.get("/cgi-bin/token").contentType()).isEqualTo("application/json; encoding=utf-8");
    }

    @Test
    void slashesAreEscapedIfTheSwitchIsOn() throws Exception {
        String invalid = "66_" + "x".repeat(136);
        assertThat(wechat.post(PHONE, "{}", "access_token", invalid).body()).contains("https://mmbizurl.cn/s/");
        wechat.system.turn("slash-escaping", "on");
        Answer escaped = wechat.post(PHONE, "{}", "access_token", invalid);
        assertThat(escaped.body()).contains("https:\\/\\/mmbizurl.cn\\/s\\/");
        assertThat(escaped.errmsg()).contains("https://mmbizurl.cn/s/");
    }

    @Test
    void aLoginMayCarryErrcodeZero() throws Exception {
        wechat.system.turn("code2session-errcode-zero", "on");
        assertThat(wechat.login(wechat.system.loginCodeOf("alice")).json())
                .containsKeys("errcode", "errmsg")
                .hasSize(5);
    }

    @Test
    void theClassicTokenMayCallAWrongSecretAnInvalidCredential() throws Exception {
        wechat.system.turn("token-wrong-secret", "40001");
        Answer answer = wechat.get(
                "/cgi-bin/token", "appid", SimulatedWechat.APP, "secret", "x", "grant_type", "client_credential");
        assertThat(answer.errcode()).isEqualTo(40001);
    }

    @Test
    void theLifetimeOfATokenIsASwitch() throws Exception {
        wechat.system.turn("token-lifetime-seconds", "600");
        assertThat(wechat.stableToken("").json().getInt("expires_in")).isEqualTo(600);
    }

    private String sessionKey() throws Exception {
        return wechat.login(wechat.system.loginCodeOf("alice")).json().getString("session_key");
    }
}
