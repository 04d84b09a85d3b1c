package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weapp.passport.st.LoginSystem.LoggedIn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

@DisabledIfSystemProperty(
        named = "passport.test.server",
        matches = "wildfly",
        disabledReason = "What two nodes agree on stands in the database, so one product shows it: Payara Micro")
@Tag("once")
class TwoNodesST {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int LOGINS = 200;
    private static final int CLIENTS = 8;

    private static TwoNodes nodes;
    private static LoginSystem first;
    private static LoginSystem second;

    @BeforeAll
    static void start() {
        nodes = TwoNodes.start("two-nodes");
        first = new LoginSystem(nodes.first().base());
        second = new LoginSystem(nodes.second().base());
    }

    @AfterAll
    static void stop() {
        nodes.close();
    }

    @Test
    @DisplayName("R5.6, R7.2 who logs in on one node is logged in on the other at once")
    void loginIsKnownEverywhere() {
        LoggedIn me = loggedInOn(first);

        Answer session = second.get("/api/v1/session", me.accessToken());

        assertThat(session.status()).isEqualTo(200);
        assertThat(session.text("sessionId")).isEqualTo(me.sessionId());
    }

    @Test
    @DisplayName("R7.3 who logs out on one node is soon logged out on the other")
    void logoutIsLearned() {
        LoggedIn me = loggedInOn(first);

        assertThat(first.logout(me.accessToken()).status()).isEqualTo(204);

        // The profile is served without asking the database whether the session lives.
        await().atMost(PATIENCE)
                .untilAsserted(() -> Problems.assertProblem(
                        second.get("/api/v1/me", me.accessToken()), 401, "session_ended", "login"));
    }

    @Test
    @DisplayName(
            "R5.3, R5.4, R5.6 both nodes publish a new key before either signs with it, and refuse no token meanwhile")
    void rotationIsAgreedOn() {
        long keysBefore = keysMade();
        Set<String> signers = new HashSet<>();
        Instant deadline = Instant.now().plus(PATIENCE);

        nodes.database().change("update signing_key set signs_at = signs_at - 7776000000"); // 90 days
        while (signers.size() < 2 && Instant.now().isBefore(deadline)) {
            signers.add(signerOfATokenThatBothNodesKnow(first, second));
            signers.add(signerOfATokenThatBothNodesKnow(second, first));
        }

        assertThat(signers).hasSize(2);
        assertThat(keysMade()).isEqualTo(keysBefore + 1);
    }

    @Test
    @DisplayName("R36.2, R36.4 a phone code at both nodes at once is one exchange, and both count the same quota")
    void phoneCodesAreExchangedOnce() {
        String user = "two-nodes-phone-" + UUID.randomUUID();
        LoggedIn me = first.loggedIn(user);
        WechatSystem wechat = TestBed.wechat();
        int calls = wechat.calls(WechatSystem.PHONE_NUMBER).total();
        AtomicInteger turn = new AtomicInteger();

        for (int round = 0; round < 5; round++) {
            String code = wechat.phoneCodeOf(user);
            List<Answer> answers = LoginSystem.atOnce(
                    6, () -> new UserInfoSystem(turn.getAndIncrement() % 2 == 0 ? first : second).renewPhone(me, code));
            assertThat(answers).extracting(Answer::status).containsOnly(200);
            assertThat(answers)
                    .extracting(Answer::json)
                    .containsOnly(answers.get(0).json());
        }

        assertThat(wechat.calls(WechatSystem.PHONE_NUMBER).total()).isEqualTo(calls + 5);
        Problems.assertRetryLater(
                new UserInfoSystem(second).renewPhone(me, wechat.phoneCodeOf(user)), 429, "phone_quota_exceeded");
    }

    @Test
    @DisplayName("R37.2 a ciphertext is good once on both nodes together; a profile is taken over once")
    void ciphertextIsGoodOnceOnBothNodes() {
        String user = "two-nodes-data-" + UUID.randomUUID();
        LoggedIn me = first.loggedIn(user);
        WechatSystem.OpenData data = TestBed.wechat().openDataOf(user, "{\"n\":1}");
        TestBed.wechat().nameUser(user, "小明", "https://thirdwx.qlogo.cn/x");
        WechatSystem.UserInfo shown = TestBed.wechat().userInfoOf(user);
        AtomicInteger turn = new AtomicInteger();

        List<Answer> opened = LoginSystem.atOnce(
                10, () -> new UserInfoSystem(turn.getAndIncrement() % 2 == 0 ? first : second).openData(me, data));
        List<Answer> profiles = LoginSystem.atOnce(
                10, () -> new UserInfoSystem(turn.getAndIncrement() % 2 == 0 ? first : second).show(me, shown));

        assertThat(opened).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(opened).filteredOn(answer -> answer.status() == 409).hasSize(9);
        assertThat(profiles).extracting(Answer::status).containsOnly(200);
        assertThat(profiles)
                .extracting(Answer::json)
                .containsOnly(profiles.get(0).json());
    }

    @Test
    @DisplayName("R7.2 a node that is killed takes no answered login with it")
    void killedNodeLosesNothing() {
        Queue<LoggedIn> answered = new ConcurrentLinkedQueue<>();
        AtomicInteger started = new AtomicInteger();

        LoginSystem.atOnce(CLIENTS, () -> {
            for (int i = started.incrementAndGet(); i <= LOGINS; i = started.incrementAndGet()) {
                if (i == LOGINS / 2) {
                    nodes.first().kill();
                }
                tryToLogIn(i % 2 == 0 ? first : second, answered);
            }
            return true;
        });

        assertThat(answered).hasSizeGreaterThan(LOGINS / 2);
        assertThat(answered)
                .allSatisfy(me -> assertThat(
                                second.get("/api/v1/session", me.accessToken()).text("sessionId"))
                        .isEqualTo(me.sessionId()));
        nodes.first().restart();
        assertThat(first.get("/api/v1/session", answered.element().accessToken())
                        .status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("R6.4 first logins of one person that collide leave no openid in the log")
    void collisionsNameNobody() throws IOException {
        for (int round = 0; round < 5; round++) {
            String person = "two-nodes-" + UUID.randomUUID();
            LoginSystem.atOnce(CLIENTS, () -> first.loggedIn(person));

            String openId = TestBed.wechat().openIdOf(person);
            assertThat(Files.readString(nodes.first().log())).doesNotContain(openId);
        }
    }

    @Test
    @DisplayName("R3.11 both nodes together fetch a WeChat token once")
    void wechatTokenIsFetchedOnce() {
        AdminSystem admin = AdminSystem.of(first, TestBed.OPERATOR, TestBed.operatorPassword());
        NewApp app = NewApp.registered(admin);
        app.wechat().delay(WechatSystem.STABLE_TOKEN, Duration.ofSeconds(1), 1);
        String service = serviceToken();
        AtomicInteger turn = new AtomicInteger();

        List<Answer> answers = LoginSystem.atOnce(
                40, () -> (turn.incrementAndGet() % 2 == 0 ? first : second).get(app.tokenPath(), service));

        assertThat(answers).allMatch(answer -> answer.status() == 200);
        assertThat(answers.stream().map(answer -> answer.text("accessToken")).distinct())
                .hasSize(1);
        assertThat(app.wechat().calls(WechatSystem.STABLE_TOKEN).total()).isEqualTo(1);
    }

    @Test
    @DisplayName("R3.12 a node that is killed while it fetches a WeChat token is replaced by the other")
    void killedFetcherIsReplaced() {
        AdminSystem admin = AdminSystem.of(first, TestBed.OPERATOR, TestBed.operatorPassword());
        NewApp app = NewApp.registered(admin);
        app.wechat().delay(WechatSystem.STABLE_TOKEN, Duration.ofSeconds(10), 1);
        String service = serviceToken();
        Thread fetcher = new Thread(() -> {
            try {
                first.get(app.tokenPath(), service);
            } catch (UncheckedIOException killed) {
                // That is the point.
            }
        });
        fetcher.start();
        await().until(() -> app.wechat().calls(WechatSystem.STABLE_TOKEN).total() == 1);

        nodes.first().kill();

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(second.get(app.tokenPath(), service).status())
                                .isEqualTo(200));
        assertThat(app.wechat().calls(WechatSystem.STABLE_TOKEN).total()).isEqualTo(2);
        nodes.first().restart();
    }

    private static String serviceToken() {
        OauthSystem oauth = OauthSystem.of(second, nodes.database());
        return oauth.accessToken(oauth.registered("wechat-token:read"));
    }

    private static String signerOfATokenThatBothNodesKnow(LoginSystem issuing, LoginSystem other) {
        Set<String> publishedByIssuing = KeysST.publishedBy(issuing);
        Set<String> publishedByOther = KeysST.publishedBy(other);
        String token = loggedInOn(issuing).accessToken();
        String kid = KeysST.headerOf(token).getKeyID();
        assertThat(publishedByIssuing).contains(kid);
        assertThat(publishedByOther).contains(kid);
        assertThat(issuing.get("/api/v1/session", token).status()).isEqualTo(200);
        assertThat(other.get("/api/v1/session", token).status()).isEqualTo(200);
        return kid;
    }

    private static void tryToLogIn(LoginSystem node, Queue<LoggedIn> answered) {
        try {
            answered.add(loggedInOn(node));
        } catch (UncheckedIOException unanswered) {
            // The node is dead: nobody was told anything.
        }
    }

    private static LoggedIn loggedInOn(LoginSystem node) {
        return node.loggedIn("two-nodes-" + UUID.randomUUID());
    }

    private static long keysMade() {
        return nodes.database().number("select max(generation) from signing_key");
    }
}
