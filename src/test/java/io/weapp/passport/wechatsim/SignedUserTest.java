package io.weapp.passport.wechatsim;

import static io.weapp.passport.wechatsim.SimulatedWechat.APP;
import static io.weapp.passport.wechatsim.SimulatedWechat.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.weapp.passport.st.WechatSystem;
import io.weapp.passport.wechatsim.SimulatedWechat.Answer;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checking and resetting the session key. */
class SignedUserTest {
    private static final String CHECK = "/wxa/checksession";
    private static final String RESET = "/wxa/resetusersessionkey";

    @RegisterExtension
    final SimulatedWechat wechat = new SimulatedWechat();

    @Test
    void theCurrentKeyPassesTheCheck() throws Exception {
        Answer answer = ask(CHECK, wechat.system.sessionKeyOf("alice"));
        assertThat(answer.body()).isEqualTo("{\"errcode\":0,\"errmsg\":\"ok\"}");
    }

    @Test
    void aReplacedKeyDoesNot() throws Exception {
        String old = wechat.system.sessionKeyOf("alice");
        wechat.system.rotateSessionKeyOf("alice");
        Answer answer = ask(CHECK, old);
        assertThat(answer.errcode()).isEqualTo(87009);
        assertThat(answer.errmsg()).startsWith("invalid signature rid: ");
    }

    @Test
    void aResetGivesANewKeyAndKillsTheOldOne() throws Exception {
        String old = wechat.system.sessionKeyOf("alice");
        Answer reset = ask(RESET, old);
        assertThat(reset.json()).containsOnlyKeys("errcode", "errmsg", "openid", "session_key");
        assertThat(reset.json().getString("openid")).isEqualTo(wechat.system.openIdOf("alice"));
        assertThat(reset.json().getString("session_key"))
                .isNotEqualTo(old)
                .isEqualTo(wechat.system.sessionKeyOf("alice"));
        assertThat(ask(CHECK, old).errcode()).isEqualTo(87009);
        assertThat(ask(RESET, old).errcode()).isEqualTo(87009);
    }

    @Test
    void aResetDoesNotExtendTheLifeOfTheKey() throws Exception {
        wechat.system.turn("session-key-lifetime-seconds", "600");
        wechat.login(wechat.system.loginCodeOf("alice"));
        wechat.system.advanceClock(Duration.ofMinutes(9));
        String reset = ask(RESET, wechat.system.sessionKeyOf("alice")).json().getString("session_key");
        assertThat(ask(CHECK, reset).errcode()).isZero();
        wechat.system.advanceClock(Duration.ofMinutes(1));
        assertThat(ask(CHECK, reset).errcode()).isEqualTo(87009);
        assertThat(ask(RESET, reset).errcode()).isEqualTo(87007);
    }

    @ParameterizedTest
    @ValueSource(strings = {CHECK, RESET})
    void faultsShowInTheOrderOfTheChecks(String api) throws Exception {
        String token = wechat.token();
        String openId = wechat.system.openIdOf("alice");
        assertThat(wechat.get(api).errcode()).isEqualTo(41001);
        assertThat(wechat.get(api, "access_token", "nonsense").errcode()).isEqualTo(40014);
        assertThat(wechat.get(api, "access_token", "66_" + "x".repeat(136)).errcode())
                .isEqualTo(40001);
        assertThat(wechat.get(api, "access_token", token).errcode()).isEqualTo(40097);
        assertThat(wechat.get(api, "access_token", token, "openid", openId).errcode())
                .isEqualTo(40097);
        assertThat(signed(api, token, openId, "bad", "md5").errcode()).isEqualTo(87008);
        assertThat(wechat.get(api, "access_token", token, "openid", openId, "signature", "bad")
                        .errcode())
                .isEqualTo(87008);
        assertThat(signed(api, token, "nobody", "bad", "hmac_sha256").errcode()).isEqualTo(40003);
        assertThat(signed(api, token, openId, "bad", "hmac_sha256").errcode()).isEqualTo(87009);
    }

    @Test
    void anOpenidOfAnotherAppIsInvalid() throws Exception {
        String foreign = wechat.system.of(WechatSystem.SECOND_APP).openIdOf("alice");
        assertThat(signed(CHECK, wechat.token(), foreign, "bad", "hmac_sha256").errcode())
                .isEqualTo(40003);
    }

    @ParameterizedTest
    @CsvSource({"/wxa/checksession, 87009", "/wxa/resetusersessionkey, 87007"})
    void aPersonWhoNeverLoggedInHasNoKey(String api, int errcode) throws Exception {
        String stranger = "o" + "x".repeat(27);
        assertThat(signed(api, wechat.token(), stranger, "bad", "hmac_sha256").errcode())
                .isEqualTo(errcode);
    }

    @Test
    void anUpperCaseSignaturePassesOnlyIfTheSwitchSaysSo() throws Exception {
        String openId = wechat.system.openIdOf("alice");
        String signature =
                new SessionKey(wechat.system.sessionKeyOf("alice")).hmacOf("").toUpperCase(Locale.ROOT);
        assertThat(signed(CHECK, wechat.token(), openId, signature, "hmac_sha256")
                        .errcode())
                .isEqualTo(87009);
        wechat.system.turn("checksession-signature-case", "either");
        assertThat(signed(CHECK, wechat.token(), openId, signature, "hmac_sha256")
                        .errcode())
                .isZero();
    }

    @Test
    void theKeyOfTheLastLoginIsTheOneThatIsChecked() throws Exception {
        Answer login = wechat.login(wechat.system.loginCodeOf("alice"));
        assertThat(ask(CHECK, login.json().getString("session_key")).errcode()).isZero();
    }

    @Test
    void aClassicTokenWillDo() throws Exception {
        String token = wechat.get("/cgi-bin/token", "appid", APP, "secret", SECRET, "grant_type", "client_credential")
                .json()
                .getString("access_token");
        String signature = new SessionKey(wechat.system.sessionKeyOf("alice")).hmacOf("");
        assertThat(signed(CHECK, token, wechat.system.openIdOf("alice"), signature, "hmac_sha256")
                        .errcode())
                .isZero();
    }

    private Answer ask(String api, String sessionKey) throws Exception {
        String signature = new SessionKey(sessionKey).hmacOf("");
        return signed(api, wechat.token(), wechat.system.openIdOf("alice"), signature, "hmac_sha256");
    }

    private Answer signed(String api, String token, String openId, String signature, String method) throws Exception {
        return wechat.get(api, "access_token", token, "openid", openId, "signature", signature, "sig_method", method);
    }
}
