package io.weapp.passport.st;

import static io.weapp.passport.st.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("what other backends ask WeChat through us")
class WechatCallsST {

    private static final String RISK = "{\"scene\":0,\"clientIp\":\"203.0.113.7\"}";

    private final LoginSystem http = LoginSystem.shared();
    private final AdminSystem admin = AdminSystem.shared();
    private final OauthSystem oauth = OauthSystem.shared();
    private final OauthSystem.Client client = oauth.registered("wechat-user:read wechat-user:write");
    private final String service = oauth.accessToken(client);
    private final String platform = "platform-" + UUID.randomUUID();
    private final String appId = registered();
    private final WechatSystem wechat = TestBed.wechat().of(appId);
    private final String user = "calls-" + UUID.randomUUID();
    private final LoginSystem.LoggedIn me = in(appId, user);

    @AfterEach
    void heal() {
        TestBed.wechat().heal();
    }

    @Test
    @DisplayName("R23.5 whether the session key is good")
    void stateOfTheKey() {
        assertThat(stateOf(me.userId())).isEqualTo("valid");
        wechat.rotateSessionKeyOf(user);
        assertThat(stateOf(me.userId())).isEqualTo("stale");
        Database.shared()
                .change(
                        "delete from session_key where identity_id in (select id from identity where user_id = ?)",
                        me.userId());
        assertThat(stateOf(me.userId())).isEqualTo("unknown");
    }

    @Test
    @DisplayName("R23.5 a new session key is stored and on record, and nobody sees it")
    void resetKey() {
        String before = wechat.sessionKeyOf(user);

        Answer answer = post("wechat-key/reset", "");

        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(wechat.sessionKeyOf(user)).isNotEqualTo(before);
        assertThat(stateOf(me.userId())).isEqualTo("valid");
        assertThat(new AuditSystem()
                        .one("type=session_key_reset&userId=" + me.userId())
                        .getString("actor"))
                .isEqualTo("service:" + client.id());
    }

    @Test
    @DisplayName("R23.5 a reset is sent once: a lost answer is not repeated")
    void resetIsNotRepeated() {
        wechat.loseReply(WechatSystem.RESET_SESSION_KEY, 1);

        Problems.assertRetryLater(post("wechat-key/reset", ""), 503, "wechat_unavailable");

        assertThat(wechat.calls(WechatSystem.RESET_SESSION_KEY).total()).isEqualTo(1);
        assertProblem(post("wechat-key/reset", ""), 409, "session_key_stale", "login");
    }

    @Test
    @DisplayName("R23.5 the unionId of a payment joins users, and the former id leads to the same user")
    void paymentTellsTheUnionId() {
        wechat.hideUnionIdOf(user);
        String other = registered();
        LoginSystem.LoggedIn early = in(other, user);
        assertThat(early.userId()).isNotEqualTo(me.userId());
        wechat.showUnionIdOf(user);
        WechatSystem.Payment payment = TestBed.wechat().of(other).payBy(user);

        Answer answer = send("POST", early.userId(), other, "paid-union-id", byTransaction(payment), service);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("unionId")).isEqualTo(wechat.unionIdOf(user));
        assertThat(http.get("/api/v1/me", early.accessToken()).text("id")).isEqualTo(me.userId());
        assertThat(http.lets(early)).isTrue();
        for (String id : List.of(early.userId(), me.userId())) {
            Answer again = send("POST", id, other, "paid-union-id", byOrder(payment), service);
            assertThat(again.text("unionId")).isEqualTo(wechat.unionIdOf(user));
            assertThat(stateOf(id)).isEqualTo("valid");
        }
    }

    @Test
    @DisplayName("R23.5, R4.5 payments in two apps told at once leave one user and good sessions")
    void paymentsAtOnce() {
        wechat.hideUnionIdOf(user + "-twice");
        List<String> apps = List.of(registered(), registered());
        List<LoginSystem.LoggedIn> logins =
                apps.stream().map(app -> in(app, user + "-twice")).toList();
        wechat.showUnionIdOf(user + "-twice");
        List<WechatSystem.Payment> payments = apps.stream()
                .map(app -> TestBed.wechat().of(app).payBy(user + "-twice"))
                .toList();
        AtomicInteger next = new AtomicInteger();

        List<Answer> answers = LoginSystem.atOnce(12, () -> {
            int i = next.getAndIncrement() % 2;
            return send(
                    "POST", logins.get(i).userId(), apps.get(i), "paid-union-id", byOrder(payments.get(i)), service);
        });

        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.status()).as(answer.body()).isEqualTo(200));
        assertThat(logins).allMatch(http::lets);
        assertThat(new HashSet<>(logins.stream()
                        .map(one -> http.get("/api/v1/me", one.accessToken()).text("id"))
                        .toList()))
                .hasSize(1);
    }

    @Test
    void riskIsWhatWechatSays() {
        wechat.rankRiskOf(user, 3);

        assertThat(post("risk-rank", RISK).json().getInt("riskRank")).isEqualTo(3);
        String more =
                "{\"scene\":2,\"clientIp\":\"2001:db8::1\",\"mobileNo\":\"12345678\",\"emailAddress\":\"a@b.example\","
                        + "\"extendedInfo\":\"x\"}";
        assertThat(post("risk-rank", more).status()).isEqualTo(200);
        assertThat(wechat.calls(WechatSystem.RISK_RANK).last().body())
                .containsKeys("appid", "openid", "scene", "client_ip", "mobile_no", "email_address", "extended_info");
    }

    @Test
    @DisplayName("R23.5 a code of a plugin is good once and sent once")
    void pluginCode() {
        String code = wechat.pluginCodeOf(user);
        String body = code(code);

        Answer answer = plugin(appId, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("openpid")).startsWith("G");
        assertProblem(plugin(appId, body), 400, "wechat_code_invalid", "login");
        wechat.loseReply(WechatSystem.PLUGIN_OPENPID, 1);
        int sent = wechat.calls(WechatSystem.PLUGIN_OPENPID).total();
        Problems.assertRetryLater(plugin(appId, code(wechat.pluginCodeOf(user))), 503, "wechat_unavailable");
        assertThat(wechat.calls(WechatSystem.PLUGIN_OPENPID).total()).isEqualTo(sent + 1);
        assertProblem(plugin("wx0000000000nobody", body), 400, "app_unknown", "none");
    }

    @ParameterizedTest
    @CsvSource({
        "wechat-key, /wxa/checksession, 40003, 502, wechat_misconfigured, none",
        "wechat-key, /wxa/checksession, 45011, 503, wechat_busy, retry",
        "wechat-key/reset, /wxa/resetusersessionkey, 87007, 409, session_key_stale, login",
        "paid-union-id, /wxa/getpaidunionid, 89002, 502, wechat_misconfigured, none",
        "paid-union-id, /wxa/getpaidunionid, 89300, 400, invalid_request, none",
        "risk-rank, /wxa/getuserriskrank, 61010, 409, conflict, none",
        "risk-rank, /wxa/getuserriskrank, 61081, 503, wechat_busy, retry",
        "risk-rank, /wxa/getuserriskrank, 48001, 502, wechat_misconfigured, none"
    })
    void refusalsAreExplained(String call, String api, int errcode, int status, String code, String action) {
        wechat.failNext(api, errcode, 1);

        JsonObject problem = assertProblem(send(me.userId(), call, service), status, code, action);

        assertThat(problem.getJsonObject("wechat").getInt("errcode")).isEqualTo(errcode);
    }

    @ParameterizedTest
    @CsvSource({
        "paid-union-id, /wxa/getpaidunionid, {}",
        "paid-union-id, /wxa/getpaidunionid, '{\"unionid\":\"\"}'",
        "risk-rank, /wxa/getuserriskrank, '{\"risk_rank\":5}'",
        "risk-rank, /wxa/getuserriskrank, '{\"risk_rank\":\"1\"}'",
        "wechat-key, /wxa/checksession, <html>"
    })
    void lieIsNoAnswer(String call, String api, String lie) {
        wechat.lie(api, 200, "text/plain", lie, 5);

        Problems.assertRetryLater(send(me.userId(), call, service), 503, "wechat_unavailable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wechat-key", "wechat-key/reset", "paid-union-id", "risk-rank"})
    @DisplayName("R23.1 unknown users, missing scopes and other people's tokens")
    void onlyForTheEntitledAndOnlyTheKnown(String call) {
        String other = oauth.accessToken(oauth.registered("users:read phone:read wechat-token:read metrics:read"));

        assertProblem(send(UUID.randomUUID().toString(), call, service), 404, "not_found", "none");
        assertProblem(send("nobody", call, service), 404, "not_found", "none");
        assertProblem(
                send(method(call), me.userId(), WechatSystem.SECOND_APP, call, body(call), service),
                404,
                "not_found",
                "none");
        assertProblem(
                send(method(call), me.userId(), "%07", call, body(call), service), 400, "invalid_request", "none");
        assertProblem(send(me.userId(), call, other), 403, "forbidden", "none");
        assertProblem(send(me.userId(), call, me.accessToken()), 403, "forbidden", "none");
        assertProblem(send(me.userId(), call, admin.accessToken()), 403, "forbidden", "none");
    }

    @Test
    @DisplayName("R23.1 who may read may not change, and who may change may not read")
    void scopesAreApart() {
        String reader = oauth.accessToken(oauth.registered("wechat-user:read"));
        String writer = oauth.accessToken(oauth.registered("wechat-user:write"));

        assertThat(send(me.userId(), "wechat-key", reader).status()).isEqualTo(200);
        assertThat(send(me.userId(), "risk-rank", reader).status()).isEqualTo(200);
        assertProblem(send(me.userId(), "wechat-key/reset", reader), 403, "forbidden", "none");
        assertProblem(send(me.userId(), "paid-union-id", reader), 403, "forbidden", "none");
        assertThat(send(me.userId(), "wechat-key/reset", writer).status()).isEqualTo(204);
        assertProblem(send(me.userId(), "wechat-key", writer), 403, "forbidden", "none");
        assertProblem(send(me.userId(), "risk-rank", writer), 403, "forbidden", "none");
        assertProblem(
                http.post("/api/v1/apps/" + appId + "/plugin-openpid", code("x"), LoginSystem.bearer(writer)),
                403,
                "forbidden",
                "none");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "paid-union-id; {}",
                "paid-union-id; {\"mchId\":\"1\"}",
                "paid-union-id; {\"outTradeNo\":\"1\"}",
                "paid-union-id; {\"transactionId\":\"1\",\"mchId\":\"1\"}",
                "paid-union-id; {\"transactionId\":\"{a}\"}",
                "paid-union-id; {\"transactionId\":\"%41\"}",
                "risk-rank; {}",
                "risk-rank; {\"scene\":0}",
                "risk-rank; {\"scene\":3,\"clientIp\":\"203.0.113.7\"}",
                "risk-rank; {\"scene\":\"a\",\"clientIp\":\"203.0.113.7\"}",
                "risk-rank; {\"scene\":0,\"clientIp\":\"example.com\"}",
                "risk-rank; {\"scene\":0,\"clientIp\":\"203.0.113.7\",\"mobileNo\":\"\"}",
                "risk-rank; []"
            })
    void nonsenseIsRefusedAndWechatNotAsked(String call, String body) {
        assertProblem(post(call, body), 400, "invalid_request", "none");
        assertThat(wechat.calls(WechatSystem.RISK_RANK).total()).isZero();
        assertThat(wechat.calls(WechatSystem.PAID_UNION_ID).total()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"code\":\"\"}", "{\"code\":\"a b\"}"})
    void nonsenseOfAPluginIsRefused(String body) {
        Answer answer = plugin(appId, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(wechat.calls(WechatSystem.PLUGIN_OPENPID).total()).isZero();
    }

    private String registered() {
        String id = "wx" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        TestBed.wechat().registerApp(id, "secret", platform);
        admin.registerApp(id, "secret");
        admin.changeApp(id, "{\"openPlatform\":\"" + platform + "\"}");
        return id;
    }

    private LoginSystem.LoggedIn in(String app, String who) {
        return LoginSystem.LoggedIn.from(http.login(app, TestBed.wechat().loginCodeOf(who, app), Map.of()));
    }

    private String stateOf(String userId) {
        Answer answer = send(userId, "wechat-key", service);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.text("state");
    }

    private Answer post(String call, String body) {
        return send("POST", me.userId(), appId, call, body, service);
    }

    /** With a body that is good. */
    private Answer send(String userId, String call, String token) {
        return send(method(call), userId, appId, call, body(call), token);
    }

    private Answer send(String method, String userId, String app, String call, String body, String token) {
        return http.send(
                method,
                "/api/v1/users/" + userId + "/apps/" + app + "/" + call,
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body),
                Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"));
    }

    private Answer plugin(String app, String body) {
        return http.post("/api/v1/apps/" + app + "/plugin-openpid", body, LoginSystem.bearer(service));
    }

    private static String method(String call) {
        return call.equals("wechat-key") ? "GET" : "POST";
    }

    private static String body(String call) {
        return switch (call) {
            case "risk-rank" -> RISK;
            case "paid-union-id" -> "{\"transactionId\":\"1\"}";
            default -> "";
        };
    }

    private static String code(String code) {
        return Json.createObjectBuilder().add("code", code).build().toString();
    }

    private static String byTransaction(WechatSystem.Payment payment) {
        return "{\"transactionId\":\"" + payment.transactionId() + "\"}";
    }

    private static String byOrder(WechatSystem.Payment payment) {
        return "{\"mchId\":\"%s\",\"outTradeNo\":\"%s\"}".formatted(payment.mchId(), payment.outTradeNo());
    }
}
