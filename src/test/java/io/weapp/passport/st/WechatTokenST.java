package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The WeChat token of an app, as other backends get it. */
class WechatTokenST {

    private static final int CALLERS = 40;

    private final LoginSystem http = LoginSystem.shared();
    private final AdminSystem admin = AdminSystem.shared();
    private final OauthSystem oauth = OauthSystem.shared();
    private final Database database = Database.shared();
    private final String service = oauth.accessToken(oauth.registered("wechat-token:read"));
    private final NewApp app = NewApp.registered(admin);
    private final WechatSystem wechat = app.wechat();

    @AfterEach
    void heal() {
        TestBed.wechat().heal();
    }

    @Test
    @DisplayName("R23.3 a service gets the app's token, which no cache may keep, and every reading is on record")
    void serviceGetsTheToken() throws Exception {
        Answer answer = tokenOf(app);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().keySet()).containsExactlyInAnyOrder("accessToken", "expiresIn");
        assertThat(answer.json().getInt("expiresIn")).isBetween(7000, 7200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(wechatAccepts(answer.text("accessToken"))).isTrue();
        assertThat(database.number(
                        "select count(*) from audit_event where event_type = 'wechat_token_read' and app_id = ?",
                        app.appId()))
                .isEqualTo(1);
        assertThat(database.text("select token from wechat_token where app_id = ?", app.appId()))
                .startsWith("v1.")
                .doesNotContain(answer.text("accessToken"));
    }

    @Test
    @DisplayName("R3.11 forty calls on an expired token make one fetch and get forty answers")
    void expiredTokenIsFetchedOnce() {
        database.change(
                "insert into wechat_token (app_id, token, fetched_at, expires_at, app_updated_at, generation)"
                        + " select app_id, 'v1.old.token', 1, 2, updated_at, 1 from mini_app where app_id = ?",
                app.appId());
        wechat.delay(WechatSystem.STABLE_TOKEN, Duration.ofSeconds(1), 1);

        List<Answer> answers = LoginSystem.atOnce(CALLERS, () -> tokenOf(app));

        assertThat(answers).hasSize(CALLERS).allMatch(answer -> answer.status() == 200);
        assertThat(answers.stream().map(answer -> answer.text("accessToken")).distinct())
                .hasSize(1);
        assertThat(wechat.calls(WechatSystem.STABLE_TOKEN).total()).isEqualTo(1);
    }

    @Test
    @DisplayName("R3.11 a token once fetched is fetched no more, neither is a new one forced")
    void tokenIsKept() {
        tokenOf(app);
        tokenOf(app);

        WechatCalls calls = wechat.calls(WechatSystem.STABLE_TOKEN);
        assertThat(calls.total()).isEqualTo(1);
        assertThat(calls.last().body()).doesNotContainKey("force_refresh");
    }

    @Test
    @DisplayName("R3.11 an app in classic mode gets its token the classic way")
    void classicToken() throws Exception {
        NewApp classic = NewApp.registered(admin, "classic");

        Answer answer = tokenOf(classic);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(wechatAccepts(answer.text("accessToken"))).isTrue();
        assertThat(classic.wechat().calls(WechatSystem.TOKEN).total()).isEqualTo(1);
        assertThat(classic.wechat().calls(WechatSystem.STABLE_TOKEN).total()).isZero();
    }

    @Test
    @DisplayName("R3.12 somebody who took the lease and died is waited for, and then replaced")
    void deadLeaseHolderIsReplaced() {
        database.change(
                "insert into wechat_token (app_id, generation, leased_by, leased_until) values (?, 0, 'the dead', ?)",
                app.appId(),
                Instant.now().plusSeconds(2).toEpochMilli());

        assertThat(tokenOf(app).status()).isEqualTo(200);
        assertThat(wechat.calls(WechatSystem.STABLE_TOKEN).total()).isEqualTo(1);
    }

    @Test
    @DisplayName("R3.12 nobody waits longer than some seconds for the lease of another")
    void waitForTheLeaseIsBounded() {
        database.change(
                "insert into wechat_token (app_id, generation, leased_by, leased_until) values (?, 0, 'the slow', ?)",
                app.appId(),
                Instant.now().plusSeconds(600).toEpochMilli());

        Problems.assertRetryLater(tokenOf(app), 503, "wechat_unavailable");
        assertThat(wechat.calls(WechatSystem.STABLE_TOKEN).total()).isZero();
    }

    @Test
    @DisplayName("R3.13 a disabled app has no token, and neither has one that nobody knows")
    void disabledAppHasNoToken() {
        tokenOf(app);
        admin.put("/apps/" + app.appId(), Json.createObjectBuilder().add("enabled", false));

        Problems.assertProblem(tokenOf(app), 403, "app_disabled", "none");
        for (String unknown : List.of("wx-unknown", "%07", "%20")) {
            Problems.assertProblem(
                    http.get("/api/v1/apps/" + unknown + "/wechat-token", service), 400, "app_unknown", "none");
        }
    }

    @ParameterizedTest
    @CsvSource({"40125, 502, wechat_misconfigured, none", "40164, 502, wechat_misconfigured, none"})
    void refusalOfWechatIsExplained(int errcode, int status, String problem, String action) {
        wechat.failNext(WechatSystem.STABLE_TOKEN, errcode, 1);

        Answer answer = tokenOf(app);

        Problems.assertProblem(answer, status, problem, action);
        assertThat(answer.json().getJsonObject("wechat").getInt("errcode")).isEqualTo(errcode);
        assertThat(answer.json().getJsonObject("wechat").getString("rid")).isNotBlank();
        await().untilAsserted(() -> assertThat(tokenOf(app).status()).isEqualTo(200));
    }

    @Test
    @DisplayName("R6.6 a fetch may be repeated, so a busy WeChat is asked again")
    void busyWechatIsAskedAgain() {
        wechat.failNext(WechatSystem.STABLE_TOKEN, -1, 1);

        assertThat(tokenOf(app).status()).isEqualTo(200);
        assertThat(wechat.calls(WechatSystem.STABLE_TOKEN).total()).isEqualTo(2);
    }

    @Test
    @DisplayName("R23.1, R23.3 only a service with the scope wechat-token:read gets the token")
    void scopeIsRequired() {
        String without = oauth.accessToken(oauth.registered("users:read metrics:read phone:read"));
        String user = http.loggedIn("token-" + UUID.randomUUID()).accessToken();

        Problems.assertProblem(http.get(app.tokenPath(), without), 403, "forbidden", "none");
        Problems.assertProblem(http.get(app.tokenPath(), user), 403, "forbidden", "none");
        Problems.assertProblem(http.get(app.tokenPath(), admin.accessToken()), 403, "forbidden", "none");
        Problems.assertProblem(http.get(app.tokenPath()), 401, "token_missing", "login");
        assertThat(wechat.calls(WechatSystem.STABLE_TOKEN).total()).isZero();
    }

    private Answer tokenOf(NewApp whose) {
        return http.get(whose.tokenPath(), service);
    }

    /** WeChat complains about everything else that is missing, but not about the token. */
    private static boolean wechatAccepts(String token) throws Exception {
        URI check = URI.create(TestBed.simulator().url() + WechatSystem.CHECK_SESSION + "?access_token=" + token);
        String said = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(check).build(), BodyHandlers.ofString())
                .body();
        return !said.contains("40001") && !said.contains("40014") && !said.contains("42001");
    }
}
