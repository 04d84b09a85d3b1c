package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weapp.passport.st.LoginSystem.LoggedIn;
import io.weapp.passport.wechatsim.WechatSimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** WeChat is down, slow or lies: logins say so soon, and everything else goes on. */
@Tag("once-on-payara")
class OutageST {

    /** Ten failed calls are what it takes. */
    private static final int ENOUGH_FAILURES = 12;

    private static final String LOGIN = WechatSystem.CODE_TO_SESSION;

    private final LoginSystem login = LoginSystem.shared();
    private final AdminSystem admin = AdminSystem.shared();
    private final NewApp app = NewApp.registered(admin);
    private final WechatSystem wechat = app.wechat();
    private final String user = "outage-" + UUID.randomUUID();

    @AfterEach
    void heal() {
        TestBed.wechat().heal();
    }

    static Stream<Named<Consumer<WechatSystem>>> outages() {
        int often = 1_000;
        return Stream.of(
                Named.of("down", wechat -> wechat.cutBeforeWork(LOGIN, often)),
                Named.of("slow", wechat -> wechat.delay(LOGIN, Duration.ofSeconds(10), often)),
                Named.of("drips", wechat -> wechat.drip(LOGIN, Duration.ofMillis(500), often)),
                Named.of("HTML", wechat -> wechat.lie(LOGIN, 200, "text/html", "<html>Bad Gateway</html>", often)),
                Named.of("truncated", wechat -> wechat.lie(LOGIN, 200, "text/plain", "{\"openid\":\"o1", often)),
                Named.of("500", wechat -> wechat.lie(LOGIN, 500, "text/plain", "{}", often)),
                Named.of("types", wechat -> wechat.lie(LOGIN, 200, "text/plain", "{\"openid\":5}", often)),
                Named.of("5 MB", wechat -> wechat.lieAtLength(LOGIN, 5_000_000, often)));
    }

    @ParameterizedTest
    @MethodSource("outages")
    @DisplayName(
            "R6.2, R6.5 every kind of outage is answered in time, then without asking WeChat, until WeChat is back")
    void outage(Consumer<WechatSystem> trouble) {
        LoggedIn me = login.loggedIn(user + "-before");
        trouble.accept(wechat);

        CompletableFuture<List<Answer>> refused =
                later(() -> LoginSystem.atOnce(ENOUGH_FAILURES, () -> app.login(login, user)));
        while (!refused.isDone()) {
            Instant asked = Instant.now();
            assertThat(login.lets(me)).isTrue();
            assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(3));
        }

        assertThat(refused.join()).allSatisfy(answer -> Problems.assertRetryLater(answer, 503, "wechat_unavailable"));
        int asked = wechat.calls(LOGIN).total();
        Problems.assertRetryLater(app.login(login, user), 503, "wechat_unavailable");
        assertThat(wechat.calls(LOGIN).total()).as("held back").isEqualTo(asked);

        TestBed.wechat().heal();
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(app.login(login, user).status()).isEqualTo(200));
    }

    @Test
    @DisplayName("R6.5 calls are held back for the app and the kind of call that fail, and for no other")
    void othersAreNotHeldBack() {
        wechat.lie(LOGIN, 500, "text/plain", "", 1_000);
        LoginSystem.atOnce(ENOUGH_FAILURES, () -> app.login(login, user));
        Problems.assertRetryLater(app.login(login, user), 503, "wechat_unavailable");

        assertThat(login.loggedIn(user).accessToken()).isNotBlank();
        assertThat(login.get(app.tokenPath(), Staff.shared().serviceToken("wechat-token:read"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("R6.5 an errcode is an answer: however many there are, WeChat is asked")
    void errcodesHoldNothingBack() {
        wechat.failNext(LOGIN, 40029, ENOUGH_FAILURES * 2);

        for (int i = 0; i < ENOUGH_FAILURES * 2; i++) {
            Problems.assertProblem(app.login(login, user), 400, "wechat_code_invalid", "login");
        }
        assertThat(app.login(login, user).status()).isEqualTo(200);
    }

    @Test
    @DisplayName(
            "R6.5 only so many logins wait for WeChat; the others are told at once, and the server has threads left")
    void waitingIsBounded() {
        try (PassportServer small =
                TestBed.server().startPeer("few-places", Map.of("PASSPORT_WECHAT_MAX_WAITING", "4"))) {
            LoginSystem node = new LoginSystem(small.base());
            wechat.delay(LOGIN, Duration.ofSeconds(2), 4);

            List<Answer> answers = LoginSystem.atOnce(10, () -> app.login(node, user));

            assertThat(answers.stream().filter(answer -> answer.status() == 200))
                    .hasSize(4);
            assertThat(answers.stream().filter(answer -> answer.status() == 503))
                    .hasSize(6)
                    .allSatisfy(answer -> Problems.assertRetryLater(answer, 503, "wechat_busy"));
        }
    }

    @Test
    @DisplayName(
            "R6.6 what may be repeated is asked of the next host when one fails; a code is exchanged at one host only, the one that answered last")
    void nextHostIsAsked() {
        WechatSimulator dead = WechatSimulator.start(0);
        dead.close();
        try (PassportServer node = TestBed.server()
                .startPeer(
                        "two-hosts",
                        Map.of(
                                "PASSPORT_WECHAT_URL",
                                dead.url() + ", " + TestBed.simulator().url()))) {
            LoginSystem there = new LoginSystem(node.base());
            String service = Staff.shared().serviceToken("wechat-token:read");

            Problems.assertRetryLater(app.login(there, user), 503, "wechat_unavailable");
            assertThat(wechat.calls(LOGIN).total()).isZero();
            assertThat(there.get(app.tokenPath(), service).status()).isEqualTo(200);
            assertThat(app.login(there, user).status())
                    .as("by the host that answered")
                    .isEqualTo(200);
            assertThat(wechat.calls(LOGIN).total()).isEqualTo(1);
        }
    }

    private static <T> CompletableFuture<T> later(Supplier<T> work) {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        CompletableFuture<T> result = CompletableFuture.supplyAsync(work, thread);
        thread.shutdown();
        return result;
    }
}
