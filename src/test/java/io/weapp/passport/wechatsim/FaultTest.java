package io.weapp.passport.wechatsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weapp.passport.st.WechatSystem;
import io.weapp.passport.wechatsim.SimulatedWechat.Answer;
import jakarta.json.JsonException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FaultTest {
    private static final String LOGIN = "/sns/jscode2session";
    private static final String TOKEN = "/cgi-bin/token";

    @RegisterExtension
    final SimulatedWechat wechat = new SimulatedWechat();

    @Test
    void anErrcodeComesAsOftenAsAskedWithItsUsualText() throws Exception {
        String code = wechat.system.loginCodeOf("alice");
        wechat.system.failNext(LOGIN, 45009, 2);
        Answer first = wechat.login(code);
        assertThat(first.errcode()).isEqualTo(45009);
        assertThat(first.errmsg()).startsWith("reach max api daily quota limit, rid: ");
        assertThat(wechat.login(code).errcode()).isEqualTo(45009);
        assertThat(wechat.login(code).errcode()).isZero();
    }

    @Test
    void anErrmsgOfOnesOwnIsLeftAsItIs() throws Exception {
        wechat.system.failNext(LOGIN, 12345, "odd, hints: [ req_id: XXXX ]", 1);
        Answer answer = wechat.login("x");
        assertThat(answer.errcode()).isEqualTo(12345);
        assertThat(answer.errmsg()).isEqualTo("odd, hints: [ req_id: XXXX ]");
    }

    @Test
    void anErrcodeMayStayUntilHealed() throws Exception {
        wechat.system.failUntilHealed(LOGIN, 40243);
        for (int i = 0; i < 5; i++) {
            assertThat(wechat.login("x").errcode()).isEqualTo(40243);
        }
        wechat.system.heal();
        assertThat(wechat.login("x").errcode()).isEqualTo(40029);
    }

    @Test
    void aFaultOfOneApiSparesTheOthers() throws Exception {
        wechat.system.failUntilHealed(LOGIN, 45011);
        assertThat(wechat.get(TOKEN).errcode()).isEqualTo(41002);
    }

    @Test
    void aFaultOfOneAppSparesTheOthersWhereverTheAppIsNamed() throws Exception {
        String demoToken = wechat.token();
        WechatSystem second = wechat.system.of(WechatSystem.SECOND_APP);
        second.failUntilHealed(LOGIN, 45011);
        assertThat(wechat.login("x").errcode()).isEqualTo(40029);
        assertThat(wechat.get(LOGIN, "appid", WechatSystem.SECOND_APP).errcode())
                .isEqualTo(45011);

        WechatSystem first = wechat.system.of(WechatSystem.DEMO_APP);
        first.failUntilHealed(WechatSystem.STABLE_TOKEN, 45009);
        first.failUntilHealed(WechatSystem.PHONE_NUMBER, 45011);
        assertThat(wechat.stableToken("").errcode()).isEqualTo(45009);
        assertThat(wechat.post(WechatSystem.STABLE_TOKEN, "{\"appid\":\"wx0000000000demo02\"}")
                        .errcode())
                .isEqualTo(41004);
        assertThat(wechat.post(WechatSystem.PHONE_NUMBER, "{}", "access_token", demoToken)
                        .errcode())
                .isEqualTo(45011);
    }

    @Test
    void withoutAnApiAFaultIsEverywhere() throws Exception {
        wechat.post("/control/faults", "{\"kind\":\"errcode\",\"errcode\":-1,\"times\":2}");
        assertThat(wechat.login("x").errmsg()).startsWith("system error, rid: ");
        assertThat(wechat.get(TOKEN).errmsg()).startsWith("system error rid: ");
        assertThat(wechat.get(TOKEN).errcode()).isEqualTo(41002);
    }

    @Test
    void aCutBeforeTheWorkLeavesTheCodeAlone() throws Exception {
        String code = wechat.system.loginCodeOf("alice");
        wechat.system.cutBeforeWork(LOGIN, 1);
        assertThat(wechat.answersAtAll(LOGIN + SimulatedWechat.loginQuery(code)))
                .isFalse();
        assertThat(wechat.login(code).errcode()).isZero();
        assertThat(wechat.system.calls(LOGIN).outcomes()).containsEntry("cut", 1);
    }

    @Test
    void aLostReplyHasSpentTheCode() throws Exception {
        String code = wechat.system.loginCodeOf("alice");
        wechat.system.loseReply(LOGIN, 1);
        assertThat(wechat.answersAtAll(LOGIN + SimulatedWechat.loginQuery(code)))
                .isFalse();
        assertThat(wechat.login(code).errcode()).isEqualTo(40163);
        assertThat(wechat.system.calls(LOGIN).outcomes()).containsEntry("lost", 1);
    }

    @Test
    void aLieIsAnsweredAsGivenAndSparesTheCode() throws Exception {
        String code = wechat.system.loginCodeOf("alice");
        wechat.system.lie(LOGIN, 502, "text/html", "<h1>Bad Gateway</h1>", 1);
        wechat.system.lie(LOGIN, 200, "text/plain", "{\"openid\":\"oX", 1);
        wechat.system.lie(LOGIN, 200, "application/json", "", 1);
        assertThat(wechat.login(code)).isEqualTo(new Answer(502, "text/html", "<h1>Bad Gateway</h1>"));
        assertThat(wechat.login(code)).isEqualTo(new Answer(200, "text/plain", "{\"openid\":\"oX"));
        assertThat(wechat.login(code)).isEqualTo(new Answer(200, "application/json", ""));
        assertThat(wechat.login(code).errcode()).isZero();
        assertThat(wechat.system.calls(LOGIN).outcomes()).containsEntry("lie", 3);
    }

    @Test
    void aLieMayBeFiveMegabytesLong() throws Exception {
        wechat.system.lieAtLength(LOGIN, 5_000_000, 1);
        assertThat(wechat.login("x").body()).hasSize(5_000_000);
    }

    @Test
    void aDelayKeepsTheCallerWaiting() throws Exception {
        wechat.system.delay(LOGIN, Duration.ofMillis(50), 1);
        long start = System.nanoTime();
        assertThat(wechat.login("x").errcode()).isEqualTo(40029);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    @Test
    void twoHundredSlowCallsRunInParallel() {
        wechat.system.delay(LOGIN, Duration.ofMillis(250));
        long start = System.nanoTime();
        List<CompletableFuture<Answer>> answers = IntStream.range(0, 200)
                .mapToObj(i -> wechat.loginLater(wechat.system.loginCodeOf("user" + i % 20)))
                .toList();
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().errcode()).isZero());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(wechat.system.calls(LOGIN).endedWith(0)).isEqualTo(200);
    }

    @Test
    void aFaultMustBeWellDescribed() {
        assertThat(List.of(
                        "{}",
                        "{\"kind\":\"flood\"}",
                        "{\"kind\":\"errcode\"}",
                        "{\"kind\":\"delay\",\"millis\":\"soon\"}",
                        "{\"kind\":\"cut-before-work\",\"times\":1.5}"))
                .allSatisfy(body -> {
                    Answer answer = wechat.post("/control/faults", body);
                    assertThat(answer.status()).isEqualTo(400);
                    assertThat(answer.json()).containsKey("error");
                });
    }

    @Test
    void aTruncatedLieIsNoJson() throws Exception {
        wechat.system.lie(TOKEN, 200, "application/json", "{\"access_token\":", 1);
        Answer answer = wechat.get(TOKEN);
        assertThatThrownBy(answer::json).isInstanceOf(JsonException.class);
    }
}
