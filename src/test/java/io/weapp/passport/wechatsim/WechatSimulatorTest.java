package io.weapp.passport.wechatsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weapp.passport.st.WechatSystem;
import io.weapp.passport.wechatsim.SimulatedWechat.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

class WechatSimulatorTest {
    @RegisterExtension
    final SimulatedWechat wechat = new SimulatedWechat();

    @Test
    void aNewcomerGetsALoginCodeAsPlainText() throws Exception {
        Answer answer = wechat.get("/code", "user", "alice");
        assertThat(answer.contentType()).startsWith("text/plain");
        assertThat(answer.body()).matches("[0-9A-Za-z]{32}\n");
        assertThat(wechat.login(answer.body().strip()).json().getString("openid"))
                .isEqualTo(wechat.system.openIdOf("alice"));
    }

    @Test
    void aNewcomerGetsAPhoneCodeToo() throws Exception {
        String code = wechat.get("/phone-code", "user", "alice").body().strip();
        String body = "{\"code\":\"" + code + "\"}";
        assertThat(wechat.post("/wxa/business/getuserphonenumber", body, "access_token", wechat.token())
                        .errcode())
                .isZero();
    }

    @Test
    void aCodeIsForTheAppOneNames() throws Exception {
        String code = wechat.get("/code", "user", "alice", "appid", WechatSystem.SECOND_APP)
                .body()
                .strip();
        assertThat(wechat.login(code).errcode()).isEqualTo(40013);
    }

    @Test
    void aCodeNeedsAUserAndAKnownApp() throws Exception {
        assertThat(wechat.get("/code").status()).isEqualTo(400);
        assertThat(wechat.get("/code", "user", "alice", "appid", "wxnobody").status())
                .isEqualTo(400);
    }

    @Test
    void theFrontPageExplainsWhatThereIs() throws Exception {
        Answer page = wechat.get("/");
        assertThat(page.contentType()).isEqualTo("text/html; charset=utf-8");
        assertThat(page.body())
                .contains(
                        "curl '" + wechat.simulator.url() + "/code?user=alice'",
                        "/control/faults",
                        WechatSystem.DEMO_SECRET)
                .doesNotContain("@url@", "@switches@");
        assertThat(Switch.values())
                .allSatisfy(one -> assertThat(page.body()).contains("<td>" + one.externalName() + "</td>"));
    }

    @Test
    void elsewhereThereIsNothing() throws Exception {
        assertThat(wechat.get("/nothing").status()).isEqualTo(404);
        assertThat(wechat.get("/SNS/jscode2session").status()).isEqualTo(404);
        assertThat(wechat.post("/code", "").status()).isEqualTo(405);
    }

    @Test
    @Timeout(20)
    void closingCutsDelayedCallsAndLeavesNoThreads() throws Exception {
        // Threads belong to the group of the thread that started them.
        ThreadGroup group = new ThreadGroup("simulator of this test");
        FutureTask<WechatSimulator> starting = new FutureTask<>(() -> WechatSimulator.start(0));
        new Thread(group, starting).start();
        WechatSimulator simulator = starting.get();
        WechatSystem system = new WechatSystem(URI.create(simulator.url()));
        system.delay("/sns/jscode2session", Duration.ofHours(1));
        CompletableFuture<Boolean> slow = CompletableFuture.supplyAsync(() -> answers(simulator));
        while (system.calls("/sns/jscode2session").total() == 0) {
            Thread.onSpinWait();
        }

        simulator.close();
        assertThat(slow.join()).isFalse();
        while (group.activeCount() > 0) {
            Thread.onSpinWait();
        }
        assertThatThrownBy(() -> system.sessionKeyOf("alice")).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aPortInUseIsRefused() {
        assertThatThrownBy(() -> WechatSimulator.start(wechat.simulator.port()))
                .hasMessageContaining("cannot listen on port " + wechat.simulator.port());
    }

    private static boolean answers(WechatSimulator simulator) {
        try {
            return SimulatedWechat.answersAtAll(simulator.port(), "/sns/jscode2session");
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }
}
