package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.weapp.passport.st.LoginSystem.LoggedIn;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is promised of two servers of one kind on PostgreSQL behind nginx; a subclass names the kind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BehindNginx {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int PEOPLE = 8;

    private final ServerKind kind;
    private TwoNodes nodes;
    private Nginx nginx;
    private LoginSystem login;

    BehindNginx(ServerKind kind) {
        this.kind = kind;
    }

    @BeforeAll
    void start() {
        String name = "nginx-" + kind.name();
        nodes = TwoNodes.start(kind, name, Map.of("PASSPORT_TRUSTED_PROXIES", "127.0.0.1", "PAYARA_MICRO_GRACE", "6"));
        nginx = Nginx.startPatient(TestFork.directory().resolve(name).resolve("nginx"), nodes.first(), nodes.second());
        login = client(nginx);
        await().atMost(PATIENCE).until(() -> login.get("/.well-known/jwks.json").status() == 200);
    }

    @AfterAll
    void stop() {
        nginx.close();
        nodes.close();
    }

    @Test
    @DisplayName("R9.11 no session sticks to a node: log in, look, refresh and log out over whichever comes next")
    void nothingSticks() {
        LoggedIn me = login.loggedIn("nginx-" + UUID.randomUUID());
        for (int i = 0; i < 6; i++) {
            assertThat(login.get("/api/v1/me", me.accessToken()).status()).isEqualTo(200);
            me = login.refreshed(me);
        }
        LoggedIn last = me;

        assertThat(login.logout(last.accessToken()).status()).isEqualTo(204);

        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> {
            for (PassportServer node : new PassportServer[] {nodes.first(), nodes.second()}) {
                assertThat(new LoginSystem(node.base())
                                .get("/api/v1/me", last.accessToken())
                                .status())
                        .isEqualTo(401);
            }
        });
    }

    @Test
    @DisplayName("R9.12, R18.1 a client can choose neither its address nor the id of its request")
    void addressIsNotBelieved() {
        Answer refused =
                login.login("no-code", Map.of("X-Forwarded-For", "203.0.113.9", "X-Request-Id", "forged-id-1"));

        assertThat(refused.status()).isEqualTo(400);
        String id = refused.text("requestId");
        assertThat(id).isNotEqualTo("forged-id-1").hasSize(32);
        assertThat(nodes.database().text("select address from audit_event where request_id = ?", id))
                .isEqualTo("127.0.0.1");
    }

    @Test
    @DisplayName(
            "R9.13 nginx lets out what is public, in the words of the passport, and refuses what is too large or too often")
    void doorIsNarrow() {
        assertThat(login.get("/WEB-INF/web.xml").status()).isEqualTo(404);
        Problems.assertProblem(login.get("/api/v1/admin;x=y/apps"), 404, "not_found", "none");
        Problems.assertProblem(login.get("/anything"), 404, "not_found", "none");
        assertThat(login.post("/api/v1/login", "x".repeat(65_537), Map.of()).status())
                .isEqualTo(413);
        Answer plain = new LoginSystem(nginx.plain()).get("/api/v1/me");
        assertThat(plain.status()).isEqualTo(308);
        assertThat(plain.header("Location")).startsWith("https://localhost/api/v1/me");
        try (Nginx strict =
                Nginx.start(TestFork.directory().resolve("nginx-" + kind.name()).resolve("strict"), nodes.first())) {
            LoginSystem limited = client(strict);
            await().atMost(PATIENCE)
                    .until(() -> limited.get("/.well-known/jwks.json").status() == 200);
            for (String path :
                    List.of("/health", "/openapi", "/api/v1/admin/apps", "/api/v1/admin/login", "/api/v1/metrics")) {
                Problems.assertProblem(limited.get(path), 403, "forbidden", "none");
            }
            Answer last = limited.get("/api/v1/me");
            for (int i = 0; i < 500 && last.status() != 429; i++) {
                last = limited.get("/api/v1/me");
            }
            Problems.assertRetryLater(last, 429, "rate_limited");
        }
    }

    @Test
    @DisplayName("R9.15 a node that is killed costs what it had in hand, and gets its place again")
    void killedNodeCostsLittle() throws Exception {
        try (Load load = load()) {
            nodes.first().kill();
            Instant dead = Instant.now();
            load.calmDown();
            int then = load.answered();
            await().atMost(PATIENCE).until(() -> load.answered() > then + 200);
            bringBack(nodes.first(), nginx);
            LoginSystem first = new LoginSystem(nodes.first().base());
            LoggedIn me = login.loggedIn("nginx-" + UUID.randomUUID());
            assertThat(first.lets(me)).isTrue();
            int back = load.answered();
            await().atMost(PATIENCE).until(() -> load.answered() > back + 200);

            assertThat(load.failures())
                    .hasSizeLessThanOrEqualTo(PEOPLE)
                    .allMatch(failure -> failure.begun().isBefore(dead))
                    .allMatch(failure -> failure.what().startsWith("POST "), "nginx repeats what is no POST");
        }
    }

    @Test
    @DisplayName(
            "R9.14, R9.16 nodes that are rolled one by one cost no request, not even the login that WeChat is slow to answer")
    void rollingCostsNothing() throws Exception {
        NewApp slow = NewApp.registered(AdminSystem.of(login, TestBed.OPERATOR, TestBed.operatorPassword()));
        List<CompletableFuture<Answer>> underWay = new CopyOnWriteArrayList<>();
        HttpServer hand = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        hand.createContext("/", call -> {
            String address = call.getRequestURI().getPath().substring(1);
            PassportServer node = address.equals(Nginx.address(nodes.first())) ? nodes.first() : nodes.second();
            underWay.add(slowLogin(slow, node));
            node.restart();
            call.sendResponseHeaders(204, -1);
            call.close();
        });
        hand.start();
        try (Load load = load()) {
            load.calmDown();
            String restart = "curl -sf http://127.0.0.1:" + hand.getAddress().getPort() + "/$0";

            String rolled = nginx.roll("all", "sh", "-c", restart);

            assertThat(rolled)
                    .contains(Nginx.address(nodes.first()) + " is in", Nginx.address(nodes.second()) + " is in");
            int then = load.answered();
            await().atMost(PATIENCE).until(() -> load.answered() > then + 200);
            assertThat(load.failures()).isEmpty();
        } finally {
            hand.stop(0);
        }
        assertThat(underWay).hasSize(2);
        for (CompletableFuture<Answer> answer : underWay) {
            assertThat(login.lets(LoggedIn.from(answer.join()))).isTrue();
        }
    }

    /** What the operator does about a node that died. */
    void bringBack(PassportServer node, Nginx balancer) {
        node.restart();
    }

    /** A login that is at WeChat for a while; it goes to the node itself, past nginx, as if the drain had missed it. */
    private static CompletableFuture<Answer> slowLogin(NewApp app, PassportServer node) {
        int calls = app.wechat().calls(WechatSystem.CODE_TO_SESSION).total();
        app.wechat().delay(WechatSystem.CODE_TO_SESSION, Duration.ofSeconds(2), 1);
        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(
                () -> app.login(new LoginSystem(node.base()), "nginx-" + UUID.randomUUID()));
        await().until(() -> app.wechat().calls(WechatSystem.CODE_TO_SESSION).total() > calls);
        return answer;
    }

    /** Under way, so that what happens next happens to somebody. */
    private Load load() {
        Load load = new Load(nginx.base(), nginx.trust(), PEOPLE);
        await().atMost(PATIENCE).until(() -> load.answered() > 100);
        return load;
    }

    private static LoginSystem client(Nginx nginx) {
        return new LoginSystem(
                nginx.base(),
                HttpClient.newBuilder()
                        .sslContext(nginx.trust())
                        .version(HttpClient.Version.HTTP_1_1)
                        .build());
    }
}
