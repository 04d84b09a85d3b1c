package io.weapp.passport.st;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weapp.passport.st.LoginSystem.LoggedIn;
import io.weapp.passport.st.OauthSystem.Client;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The shipped files of Prometheus and Grafana, tried by a real Prometheus on a running server. */
class PrometheusOT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Path GUIDE = Path.of("src", "site", "operation.md");
    private static final Pattern METRIC = Pattern.compile("\\b(passport|jvm|process)_\\w+");

    /** Payara Micro does not tell of its pool unless its monitoring is on. */
    private static final String NOT_EVERYWHERE = "passport_database_connections_";

    private static PassportServer server;
    private static LoginSystem login;
    private static Client client;
    private static Prometheus prometheus;

    @BeforeAll
    static void start() {
        Map<String, String> settings = new HashMap<>(TestBed.settings());
        settings.put("PASSPORT_RATE_REFRESH", "5/PT1H");
        server = PassportServer.start("prometheus", settings);
        login = new LoginSystem(server.base());
        client = registered();
        prometheus = Prometheus.watching(server, client, "prometheus");
        letEverythingHappen();
    }

    @AfterEach
    void heal() {
        TestBed.wechat().heal();
    }

    @AfterAll
    static void stop() {
        prometheus.close();
        server.close();
    }

    @Test
    void nodeIsScrapedWithATokenOfClientCredentials() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(prometheus.target().getString("health")).isEqualTo("up");
            assertThat(prometheus.target().getString("lastError")).isEmpty();
        });
    }

    @Test
    void wrongSecretIsNoticed() {
        try (Prometheus wrong = Prometheus.watching(server, new Client(client.id(), "not-the-secret"), "wrong")) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(wrong.target().getString("health")).isEqualTo("down");
                assertThat(wrong.target().getString("lastError"))
                        .contains("401")
                        .doesNotContain("not-the-secret");
                assertThat(wrong.stateOf("PassportNodeDown")).isEqualTo("firing");
            });
        }
    }

    @Test
    void everyMetricExists() throws IOException {
        Set<String> named = Stream.concat(
                        prometheus.rules().stream().map(rule -> rule.getString("query")),
                        Dashboard.shipped().queries().stream())
                .flatMap(query -> METRIC.matcher(query).results().map(found -> found.group()))
                .filter(metric -> !metric.startsWith(NOT_EVERYWHERE))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(named).hasSizeGreaterThan(15);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(named)
                        .allSatisfy(
                                metric -> assertThat(prometheus.query(metric)).isNotEmpty()));
    }

    @Test
    void everyPanelShowsSomething() throws IOException {
        List<String> queries = Dashboard.shipped().queries();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(queries).allSatisfy(query -> {
                    List<JsonObject> result = prometheus.query(query);
                    assertThat(query.contains(NOT_EVERYWHERE) || !result.isEmpty())
                            .as(query)
                            .isTrue();
                }));
    }

    @Test
    void outageIsAnAlert() {
        TestBed.wechat().cutBeforeWork(WechatSystem.CODE_TO_SESSION, 1_000);

        await().atMost(PATIENCE).untilAsserted(() -> {
            login.login(TestBed.wechat().loginCodeOf("outage"));
            assertThat(prometheus.stateOf("PassportWechatUnanswered")).isEqualTo("firing");
            assertThat(prometheus.stateOf("PassportLoginsFail")).isEqualTo("firing");
        });
    }

    @Test
    void oneLostAuditEventIsAnAlertThoughItsCounterIsNew() {
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(prometheus.stateOf("PassportAuditFails")).isEqualTo("firing"));
    }

    @Test
    void everyAlertSaysWhatToDo() throws IOException {
        Set<String> anchors = Files.readString(GUIDE)
                .lines()
                .filter(line -> line.startsWith("#### "))
                .map(line -> "src/site/operation.md#" + line.substring(5).toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());

        assertThat(prometheus.rules()).isNotEmpty().allSatisfy(rule -> {
            JsonObject says = rule.getJsonObject("annotations");
            assertThat(rule.getJsonObject("labels").getString("severity")).isIn("critical", "warning");
            assertThat(says.keySet()).containsExactlyInAnyOrder("summary", "description", "runbook");
            assertThat(anchors).contains(says.getString("runbook"));
        });
    }

    @Test
    void promtoolIsContent() throws Exception {
        promtool("check", "config", "prometheus.yml");
        promtool("check", "rules", "passport-alerts.yml");
        promtool("test", "rules", "passport-alerts-test.yml");
    }

    @Test
    void everyAlertHasATestThatItFiresAndOneThatItDoesNot() {
        String tests = Prometheus.shipped("passport-alerts-test.yml");

        assertThat(prometheus.rules()).allSatisfy(rule -> {
            String start = "alertname: " + rule.getString("name") + "\\s+eval_time: \\w+\\s+exp_alerts:";
            assertThat(tests).containsPattern(start + "\\s+-").containsPattern(start + " \\[]");
        });
    }

    private static Client registered() {
        Answer answer = AdminSystem.of(login, TestBed.OPERATOR, TestBed.operatorPassword())
                .post(
                        "/clients",
                        Json.createObjectBuilder()
                                .add("name", "Prometheus")
                                .add("scopes", Json.createArrayBuilder().add("metrics:read")));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return new Client(answer.text("clientId"), answer.text("clientSecret"));
    }

    /** Counters appear with the first event they count. */
    private static void letEverythingHappen() {
        WechatSystem wechat = TestBed.wechat();
        LoggedIn me = login.loggedIn("prometheus");
        new UserInfoSystem(login).givePhone(me, wechat.phoneCodeOf("prometheus"));
        for (int i = 0; i < 10; i++) {
            login.refresh("no-such-token");
        }
        login.login("no-such-code");
        login.logout(login.loggedIn("prometheus").accessToken());
        PushSystem.at(server).configured("plain", "json").wechat().push("prometheus", Map.of("Event", "made_up"));
        refuseWithoutRecord();
        keepHousekeepingFromWork();
    }

    private static void refuseWithoutRecord() {
        Database database = new Database(server.databaseUrl());
        database.change("alter table audit_event rename to audit_event_gone");
        login.login("no-such-code");
        database.change("alter table audit_event_gone rename to audit_event");
    }

    /** Nothing else needs this table but logins with an {@code Idempotency-Key}. */
    private static void keepHousekeepingFromWork() {
        new Database(server.databaseUrl()).change("alter table login_attempt rename to login_attempt_gone");
    }

    private static void promtool(String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(arguments))
                        .toList())
                .directory(Prometheus.SHIPPED.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
