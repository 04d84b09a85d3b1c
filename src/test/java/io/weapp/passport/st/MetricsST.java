package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MetricsST {

    private static final String PATH = "/api/v1/metrics";
    private static final String DEMO_APP = "app=\"" + WechatSystem.DEMO_APP + "\"";

    private static final int ENOUGH_FAILURES = 12;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final LoginSystem login = LoginSystem.shared();
    private final String prometheus = Staff.shared().serviceToken("users:read metrics:read");
    private final String user = "metrics-" + UUID.randomUUID();

    @Test
    @DisplayName("R25.1 logins are counted by app and outcome, logouts as ended sessions")
    void loginsAreCounted() {
        String good = "passport_logins_total{" + DEMO_APP + ",outcome=\"ok\"}";
        String bad = "passport_logins_total{" + DEMO_APP + ",outcome=\"wechat_code_invalid\"}";
        String ended = "passport_sessions_ended_total{reason=\"logout\"}";
        double goodBefore = counted(good);
        double badBefore = counted(bad);
        double endedBefore = counted(ended);

        login.loggedIn(user);
        LoginSystem.LoggedIn me = login.loggedIn(user);
        login.login("no-such-code");
        login.logout(me.accessToken());

        assertThat(counted(good)).isEqualTo(goodBefore + 2);
        assertThat(counted(bad)).isEqualTo(badBefore + 1);
        assertThat(counted(ended)).isEqualTo(endedBefore + 1);
    }

    @Test
    @DisplayName("R25.4 calls to WeChat are timed by API, outcome and errcode; one that nobody knows makes no label")
    void callsToWechatAreTimed() {
        String good = "passport_wechat_call_seconds_count{api=\"jscode2session\",errcode=\"0\",outcome=\"ok\"}";
        String bad = "passport_wechat_call_seconds_count{api=\"jscode2session\",errcode=\"40029\",outcome=\"refused\"}";
        double goodBefore = counted(good);
        double badBefore = counted(bad);

        login.loggedIn(user);
        login.login("no-such-code");
        TestBed.wechat().lie(WechatSystem.CODE_TO_SESSION, 200, "text/plain", "{\"errcode\":987654321}", 1);
        login.login("some-code");

        assertThat(counted(good)).isEqualTo(goodBefore + 1);
        assertThat(counted(bad)).isEqualTo(badBefore + 1);
        assertThat(text()).contains("errcode=\"other\"").doesNotContain("987654321");
    }

    @Test
    @DisplayName("R25.7 the circuit breaker of an app shows its state")
    void breakersAreShown() {
        NewApp app = NewApp.registered(AdminSystem.shared());
        String breaker = "passport_wechat_breaker_state{app=\"" + app.appId() + "\",family=\"login\"}";
        app.login(login, user);
        double closed = counted(breaker);

        app.wechat().lie(WechatSystem.CODE_TO_SESSION, 500, "text/plain", "", 1_000);
        LoginSystem.atOnce(ENOUGH_FAILURES, () -> app.login(login, user));

        assertThat(text()).contains(breaker);
        assertThat(closed).isZero();
        assertThat(counted(breaker)).isEqualTo(2);
        TestBed.wechat().heal();
    }

    @Test
    @DisplayName("R25.5 pushes are counted by app and outcome; the oldest that waits and those given up are shown")
    void pushesAreCounted() {
        PushSystem push = PushSystem.at(TestBed.server()).configured("plain", "json");
        String received = "passport_pushes_received_total{app=\"" + push.appId() + "\",outcome=";
        WechatSystem.PushRequest sent = push.wechat().pushRequest("alice", Map.of("Event", "debug_demo"));

        push.send(sent);
        push.send(sent);
        push.send("signature=0&timestamp=1&nonce=1", "{}", Map.of());

        assertThat(counted(received + "\"new\"}")).isEqualTo(1);
        assertThat(counted(received + "\"repeated\"}")).isEqualTo(1);
        assertThat(counted(received + "\"forbidden\"}")).isEqualTo(1);
        push.awaitDone(1);
        Database database = Database.shared();
        database.change("update push_event set state = 'DEAD' where app_id = ?", push.appId());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(counted("passport_pushes_dead"))
                        .isEqualTo(database.number("select count(*) from push_event where state = 'DEAD'")));
        assertThat(text()).contains("passport_pushes_open ", "passport_pushes_oldest_open_seconds ");
    }

    @Test
    @DisplayName("R25.6 active sessions are shown by app")
    void activeSessionsAreShown() {
        NewApp app = NewApp.registered(AdminSystem.shared());
        String active = "passport_sessions_active{app=\"" + app.appId() + "\"}";
        app.login(login, user);
        LoginSystem.LoggedIn second = LoginSystem.LoggedIn.from(app.login(login, user));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(counted(active)).isEqualTo(2));

        login.logout(second.accessToken());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(counted(active)).isEqualTo(1));
    }

    @Test
    @DisplayName("R25.8, R25.9 the database and the work in the background are shown")
    void databaseAndBackgroundAreShown() {
        assertThat(counted("passport_database_up")).isEqualTo(1);
        assertThat(counted("passport_database_connection_wait_seconds")).isPositive();
        assertThat(text()).contains("passport_revocation_age_seconds ", "passport_stock_age_seconds ");
    }

    @Test
    @DisplayName("R25.1 exchanges of phone codes are counted by outcome, the old button and stored numbers are not")
    void phoneExchangesAreCounted() {
        UserInfoSystem info = UserInfoSystem.shared();
        WechatSystem wechat = TestBed.wechat();
        LoginSystem.LoggedIn me = login.loggedIn(user);
        String good = "passport_phone_exchanges_total{" + DEMO_APP + ",outcome=\"ok\"}";
        String bad = "passport_phone_exchanges_total{" + DEMO_APP + ",outcome=\"phone_code_invalid\"}";
        double goodBefore = counted(good);
        double badBefore = counted(bad);

        info.phoneByCode(me, "no-such-code");
        info.phoneByData(me, wechat.phoneDataOf(user));
        info.phoneByCode(me, wechat.phoneCodeOf(user));
        info.renewPhone(me, wechat.phoneCodeOf(user));

        assertThat(counted(good)).isEqualTo(goodBefore + 1);
        assertThat(counted(bad)).isEqualTo(badBefore + 1);
    }

    @Test
    @DisplayName("R25.3 an app that a client made up is counted, but not named")
    void madeUpAppIsNotNamed() {
        String unknown = "passport_logins_total{app=\"unknown\",outcome=\"app_unknown\"}";
        double before = counted(unknown);

        login.login("wx-made-up-by-somebody", "code", Map.of());

        assertThat(counted(unknown)).isEqualTo(before + 1);
        assertThat(text()).doesNotContain("made-up");
    }

    @Test
    void prometheusUnderstandsTheAnswer() {
        login.loggedIn(user);

        Answer answer = login.get(PATH, prometheus);

        assertThat(answer.header("Content-Type")).startsWith("text/plain").contains("version=0.0.4");
        assertThat(answer.body())
                .contains("# TYPE passport_logins_total counter\n")
                .endsWith("\n");
        assertThat(answer.body().lines())
                .allMatch(line -> line.startsWith("# ") || line.matches("[a-z_]+(\\{.*})? \\d+(\\.\\d+)?(E-?\\d+)?"));
    }

    @Test
    @DisplayName("R25.2 counters are for services with the scope metrics:read")
    void countersAreForServices() {
        LoginSystem.LoggedIn me = login.loggedIn(user);

        Problems.assertProblem(login.get(PATH), 401, "token_missing", "login");
        Problems.assertProblem(login.get(PATH, me.accessToken()), 403, "forbidden", "none");
        Problems.assertProblem(login.get(PATH, Staff.shared().operatorToken()), 403, "forbidden", "none");
        Problems.assertProblem(
                login.get(PATH, Staff.shared().serviceToken("metrics:readall users:read")), 403, "forbidden", "none");
    }

    private String text() {
        Answer answer = login.get(PATH, prometheus);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private double counted(String counter) {
        Matcher line = Pattern.compile("^" + Pattern.quote(counter) + " (\\S+)$", Pattern.MULTILINE)
                .matcher(text());
        return line.find() ? Double.parseDouble(line.group(1)) : 0;
    }
}
