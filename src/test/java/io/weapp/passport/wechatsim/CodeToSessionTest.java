package io.weapp.passport.wechatsim;

import static io.weapp.passport.wechatsim.SimulatedWechat.APP;
import static io.weapp.passport.wechatsim.SimulatedWechat.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.weapp.passport.st.WechatSystem;
import io.weapp.passport.wechatsim.SimulatedWechat.Answer;
import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeToSessionTest {
    private static final String LOGIN = "/sns/jscode2session";

    @RegisterExtension
    final SimulatedWechat wechat = new SimulatedWechat();

    @Test
    void aCodeBecomesAnOpenidAUnionidAndASessionKeyWithoutErrcode() throws Exception {
        Answer answer = wechat.login(wechat.system.loginCodeOf("alice"));

        JsonObject session = answer.json();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("text/plain");
        assertThat(session).containsOnlyKeys("openid", "session_key", "unionid");
        assertThat(session.getString("openid")).hasSize(28).startsWith("o");
        assertThat(session.getString("unionid")).hasSize(28).startsWith("o");
        assertThat(Base64.getDecoder().decode(session.getString("session_key"))).hasSize(16);
    }

    @Test
    void anAppWithoutOpenPlatformGetsNoUnionid() throws Exception {
        String code = wechat.system.loginCodeOf("alice", WechatSystem.SECOND_APP);
        Answer answer = get(WechatSystem.SECOND_APP, WechatSystem.SECOND_SECRET, code);
        assertThat(answer.json()).containsOnlyKeys("openid", "session_key");
    }

    @Test
    void aPersonHasOneOpenidPerAppAndOneUnionidPerOpenPlatform() throws Exception {
        wechat.system.registerApp("wx00000000000third", "third-secret", "demo-platform");
        wechat.system.registerApp("wx0000000000fourth", "fourth-secret", "other-platform");
        JsonObject first = wechat.login(wechat.system.loginCodeOf("alice")).json();
        JsonObject again = wechat.login(wechat.system.loginCodeOf("alice")).json();
        JsonObject third = loginTo("wx00000000000third", "third-secret");
        JsonObject fourth = loginTo("wx0000000000fourth", "fourth-secret");

        assertThat(again.getString("openid")).isEqualTo(first.getString("openid"));
        assertThat(third.getString("openid")).isNotEqualTo(first.getString("openid"));
        assertThat(third.getString("unionid")).isEqualTo(first.getString("unionid"));
        assertThat(fourth.getString("unionid")).isNotEqualTo(first.getString("unionid"));
    }

    @Test
    void theSamePersonComesBackAfterARestart() throws Exception {
        String openId = wechat.system.openIdOf("alice");
        try (WechatSimulator restarted = WechatSimulator.start(0)) {
            WechatSystem system = new WechatSystem(URI.create(restarted.url()));
            assertThat(system.openIdOf("alice")).isEqualTo(openId);
            assertThat(system.openIdOf("bob")).isNotEqualTo(openId);
        }
    }

    @Test
    void aLoginCodeHas32Characters() {
        assertThat(wechat.system.loginCodeOf("alice")).hasSize(32).isAlphanumeric();
    }

    @Test
    void faultsShowInTheOrderOfTheChecks() throws Exception {
        String app = "wx00000000000order";
        wechat.system.registerApp(app, "right", null);
        wechat.system.freeze(app);
        wechat.system.allowOnly(app, "10.0.0.1");
        wechat.system.limitLoginsPerMinute(app, 0);
        String usedElsewhere = wechat.system.loginCodeOf("alice");
        wechat.login(usedElsewhere);
        wechat.system.block("alice");

        assertThat(wechat.get("/sns/jsCode2Session").errcode()).isEqualTo(40066);
        assertThat(wechat.get(LOGIN).errcode()).isEqualTo(41002);
        assertThat(wechat.get(LOGIN, "appid", "wxnobody").errcode()).isEqualTo(41004);
        assertThat(wechat.get(LOGIN, "appid", "wxnobody", "secret", "bad").errcode())
                .isEqualTo(41008);
        assertThat(wechat.get(LOGIN, "appid", "wxnobody", "secret", "bad", "js_code", "nonsense")
                        .errcode())
                .isEqualTo(40002);
        assertThat(get("wxnobody", "bad", "nonsense").errcode()).isEqualTo(40013);
        assertThat(get(app, "bad", "nonsense").errcode()).isEqualTo(40125);
        assertThat(get(app, "right", "nonsense").errcode()).isEqualTo(40243);
        wechat.system.unfreeze(app);
        assertThat(get(app, "right", "nonsense").errcode()).isEqualTo(40164);
        wechat.system.allowOnly(app);
        assertThat(get(app, "right", "nonsense").errcode()).isEqualTo(45011);
        wechat.system.liftLoginLimit(app);
        assertThat(get(app, "right", "nonsense").errcode()).isEqualTo(40029);
        assertThat(get(app, "right", usedElsewhere).errcode()).isEqualTo(40163);
        assertThat(get(app, "right", wechat.system.loginCodeOf("alice")).errcode())
                .isEqualTo(40013);
        String ownCode = wechat.system.loginCodeOf("alice", app);
        assertThat(get(app, "right", ownCode).errcode()).isEqualTo(40226);
        wechat.system.unblock("alice");
        assertThat(get(app, "right", ownCode).errcode()).isZero();
    }

    @Test
    void anErrorIsStatus200WithARidOfTheTime() throws Exception {
        Answer answer = wechat.login("nonsense");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("text/plain");
        assertThat(answer.errmsg()).matches("invalid code, rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}");
        String rid = answer.errmsg().substring("invalid code, rid: ".length());
        assertThat(Long.parseLong(rid.substring(0, 8), 16)).isCloseTo(now(), Offset.offset(5L));
    }

    @Test
    void aForbiddenAddressIsToldItsOwn() throws Exception {
        wechat.system.allowOnly(APP, "10.0.0.1");
        assertThat(wechat.login("nonsense").errmsg())
                .startsWith("invalid ip 127.0.0.1 ipv6 ::ffff:127.0.0.1, not in whitelist, rid: ");
    }

    @Test
    void aCodeWorksOnce() throws Exception {
        String code = wechat.system.loginCodeOf("alice");
        assertThat(wechat.login(code).errcode()).isZero();
        assertThat(wechat.login(code).errcode()).isEqualTo(40163);
    }

    @Test
    void ofManyParallelExchangesOfOneCodeOneSucceeds() {
        String code = wechat.system.loginCodeOf("alice");
        List<CompletableFuture<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            answers.add(wechat.loginLater(code));
        }
        assertThat(answers).extracting(answer -> answer.join().errcode()).containsOnlyOnce(0);
        assertThat(wechat.system.calls(LOGIN).outcomes()).containsEntry("0", 1).containsEntry("40163", 49);
    }

    @Test
    void aCodeLivesFiveMinutes() throws Exception {
        String early = wechat.system.loginCodeOf("alice");
        String late = wechat.system.loginCodeOf("alice");
        wechat.system.advanceClock(Duration.ofSeconds(295));
        assertThat(wechat.login(early).errcode()).isZero();
        wechat.system.advanceClock(Duration.ofSeconds(5));
        assertThat(wechat.login(late).errcode()).isEqualTo(40029);
    }

    @Test
    void aCodeOfAnotherKindIsInvalid() throws Exception {
        assertThat(wechat.login(wechat.system.phoneCodeOf("alice")).errcode()).isEqualTo(40029);
        assertThat(wechat.login(wechat.system.pluginCodeOf("alice")).errcode()).isEqualTo(40029);
    }

    @Test
    void aRefusedCodeIsNotSpent() throws Exception {
        String code = wechat.system.loginCodeOf("alice");
        wechat.system.block("alice");
        assertThat(wechat.login(code).errcode()).isEqualTo(40226);
        wechat.system.unblock("alice");
        assertThat(wechat.login(code).errcode()).isZero();
    }

    @Test
    void theMinuteQuotaStartsAnewWithEveryMinute() throws Exception {
        wechat.system.limitLoginsPerMinute(APP, 2);
        wechat.system.advanceClock(Duration.ofSeconds(60 - now() % 60));
        assertThat(wechat.login("a").errcode()).isEqualTo(40029);
        assertThat(wechat.login("b").errcode()).isEqualTo(40029);
        assertThat(wechat.login("c").errcode()).isEqualTo(45011);
        wechat.system.advanceClock(Duration.ofMinutes(1));
        assertThat(wechat.login("d").errcode()).isEqualTo(40029);
    }

    @Test
    void aPostWithFormFieldsHasNoAppid() throws Exception {
        Answer answer = wechat.post(LOGIN, "appid=" + APP + "&secret=" + SECRET + "&js_code=x");
        assertThat(answer.errcode()).isEqualTo(41002);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sns/", "/sns/oauth2/access_token", "/sns/JSCODE2SESSION", "/sns/jscode2session/"})
    void otherPathsAreInvalidUrls(String path) throws Exception {
        Answer answer = wechat.get(path);
        assertThat(answer.errcode()).isEqualTo(40066);
        assertThat(answer.errmsg()).startsWith("invalid url, rid: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/cgi-bin/Token", "/cgi-bin/nothing", "/wxa/CheckSession", "/wxa/business/x"})
    void otherPathsElsewhereHaveAnotherRid(String path) throws Exception {
        Answer answer = wechat.get(path);
        assertThat(answer.contentType()).isEqualTo("application/json; encoding=utf-8");
        assertThat(answer.errmsg()).startsWith("invalid url rid: ");
    }

    private long now() {
        return wechat.system.advanceClock(Duration.ZERO).getEpochSecond();
    }

    private JsonObject loginTo(String app, String secret) throws Exception {
        return get(app, secret, wechat.system.loginCodeOf("alice", app)).json();
    }

    private Answer get(String app, String secret, String code) throws Exception {
        return wechat.get(LOGIN, "appid", app, "secret", secret, "js_code", code, "grant_type", "authorization_code");
    }
}
