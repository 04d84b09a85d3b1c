package io.weapp.passport.st;

import static io.weapp.passport.st.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("the registry of mini programs")
class AppsST {

    private static final String PUSH = "{\"push\":{\"token\":\"PushToken123\",\"mode\":\"safe\",\"format\":\"json\","
            + "\"aesKey\":\"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ\"}}";

    private final LoginSystem login = LoginSystem.shared();
    private final WechatSystem wechat = TestBed.wechat();
    private final AdminSystem admin = AdminSystem.shared();
    private final String appId = newAppId();
    private final String path = "/apps/" + appId;
    private final String user = "apps-" + UUID.randomUUID();

    @BeforeEach
    void wechatKnowsTheApp() {
        wechat.registerApp(appId, "secret-one", null);
    }

    @AfterEach
    void heal() {
        wechat.heal();
    }

    @Test
    @DisplayName("R3.4 a registered app logs users in at once, and none of its secrets is ever shown")
    void registeredAppLogsIn() {
        Answer registered = admin.post(
                "/apps",
                Json.createObjectBuilder()
                        .add("appId", appId)
                        .add("name", "Shop")
                        .add("secret", "secret-one")
                        .add("openPlatform", "group")
                        .add("push", push())
                        .add("policy", Json.createObjectBuilder().add("maxSessions", 3)));

        assertThat(registered.status()).as(registered.body()).isEqualTo(201);
        assertThat(login.login(appId, wechat.loginCodeOf(user, appId), Map.of()).status())
                .isEqualTo(200);
        JsonObject shown = admin.get(path).json();
        assertThat(shown.getString("name")).isEqualTo("Shop");
        assertThat(shown.getString("openPlatform")).isEqualTo("group");
        assertThat(shown.getJsonObject("push"))
                .isEqualTo(Json.createObjectBuilder()
                        .add("mode", "safe")
                        .add("format", "json")
                        .build());
        assertThat(shown.getJsonObject("policy"))
                .isEqualTo(Json.createObjectBuilder().add("maxSessions", 3).build());
        assertThat(shown.getBoolean("enabled")).isTrue();
        assertThat(registered.body() + shown + admin.get("/apps").body())
                .doesNotContain("secret-one", "PushToken123", "abcdefghijklmnopqrstuvwxyz");
        assertThat(admin.get("/apps").json().getJsonArray("items").getValuesAs(JsonObject.class))
                .contains(shown);
        assertProblem(
                admin.post(
                        "/apps",
                        Json.createObjectBuilder()
                                .add("appId", appId)
                                .add("name", "Again")
                                .add("secret", "other")),
                409,
                "conflict",
                "none");
        assertThat(recorded()).contains("app_registered");
    }

    @Test
    @DisplayName("R3.5 what a change does not name stays as it is, and null takes a setting away")
    void absentStaysAndNullRemoves() {
        admin.registerApp(appId, "secret-one");
        admin.changeApp(appId, PUSH);
        admin.changeApp(appId, "{\"openPlatform\":\"group\",\"policy\":{\"maxSessions\":2,\"sessionIdle\":\"P7D\"}}");
        JsonObject before = admin.get(path).json();

        JsonObject after = admin.changeApp(appId, "{\"policy\":{\"maxSessions\":null,\"avatarCheck\":\"enforce\"}}");

        assertThat(after.getJsonObject("policy"))
                .isEqualTo(Json.createObjectBuilder()
                        .add("avatarCheck", "enforce")
                        .add("sessionIdle", "PT168H")
                        .build());
        assertThat(after.getJsonObject("push")).isEqualTo(before.getJsonObject("push"));
        assertThat(after.getString("openPlatform")).isEqualTo("group");
        assertThat(admin.changeApp(appId, "{\"push\":{\"mode\":\"plain\"}}")
                        .getJsonObject("push")
                        .getString("format"))
                .isEqualTo("json");
        JsonObject bare = admin.changeApp(appId, "{\"push\":null,\"policy\":null,\"openPlatform\":null}");
        assertThat(bare).doesNotContainKeys("push", "openPlatform");
        assertThat(bare.getJsonObject("policy")).isEqualTo(JsonValue.EMPTY_JSON_OBJECT);
        assertThat(login.login(appId, wechat.loginCodeOf(user, appId), Map.of()).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"\"}|name",
                "{\"name\":null}|name",
                "{\"name\":7}|name",
                "{\"openPlatform\":\"a b\"}|openPlatform",
                "{\"enabled\":null}|enabled",
                "{\"enabled\":\"yes\"}|enabled",
                "{\"secret\":\"x\"}|secret",
                "{\"policy\":[]}|policy",
                "{\"policy\":{\"maxSessions\":0}}|policy.maxSessions",
                "{\"policy\":{\"maxSessions\":1e999999999}}|policy.maxSessions",
                "{\"policy\":{\"maxSessions\":4294967297}}|policy.maxSessions",
                "{\"policy\":{\"maxSessions\":1.5}}|policy.maxSessions",
                "{\"policy\":{\"accessTokenTtl\":\"PT0S\"}}|policy.accessTokenTtl",
                "{\"policy\":{\"accessTokenTtl\":\"P2D\"}}|policy.accessTokenTtl",
                "{\"policy\":{\"sessionIdle\":\"a week\"}}|policy.sessionIdle",
                "{\"policy\":{\"sessionAbsolute\":-1}}|policy.sessionAbsolute",
                "{\"policy\":{\"nicknameCheck\":\"ENFORCE\"}}|policy.nicknameCheck",
                "{\"policy\":{\"tokenMode\":\"new\"}}|policy.tokenMode",
                "{\"push\":{\"token\":\"ab\"}}|push.token",
                "{\"push\":{\"aesKey\":\"short\"}}|push.aesKey",
                "{\"push\":{}}|push.mode",
                "{\"push\":{\"format\":null}}|push.format"
            })
    @DisplayName("R3.6 whatever breaks a rule is named, and nothing changes")
    void brokenRuleIsNamed(String json, String field) {
        admin.registerApp(appId, "secret-one");
        JsonObject before = admin.get(path).json();

        JsonObject problem = assertProblem(admin.put(path, json), 400, "invalid_request", "none");

        assertThat(problem.getJsonArray("violations").getValuesAs(JsonObject.class))
                .extracting(violation -> violation.getString("field"))
                .contains(field);
        assertThat(admin.get(path).json()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "\"x\"", "{\"name\":"})
    void whatIsNoObjectIsRefused(String json) {
        admin.registerApp(appId, "secret-one");

        assertProblem(admin.put(path, json), 400, "invalid_request", "none");
        assertProblem(admin.put(path + "/secret", json), 400, "invalid_request", "none");
    }

    @Test
    void unknownAppIsNotFound() {
        for (String unknown : List.of("/apps/wx0000000000nobody", "/apps/" + "x".repeat(300))) {
            assertProblem(admin.get(unknown), 404, "not_found", "none");
            assertProblem(admin.put(unknown, "{}"), 404, "not_found", "none");
            assertProblem(admin.put(unknown + "/secret", "{\"secret\":\"x\"}"), 404, "not_found", "none");
        }
    }

    @Test
    @DisplayName("R3.7 a new secret replaces the former only if WeChat accepts it")
    void newSecretIsTriedFirst() {
        admin.registerApp(appId, "secret-one");
        wechat.changeSecret(appId, "secret-two");

        JsonObject refused = assertProblem(
                admin.put(path + "/secret", "{\"secret\":\"a typo\"}".replace(' ', '-')),
                502,
                "wechat_misconfigured",
                "none");
        assertThat(refused.getJsonObject("wechat").getInt("errcode")).isEqualTo(40125);
        wechat.of(appId).cutBeforeWork(WechatSystem.STABLE_TOKEN, 1);
        assertProblem(admin.put(path + "/secret", "{\"secret\":\"secret-two\"}"), 503, "wechat_unavailable", "retry");
        assertProblem(
                login.login(appId, wechat.loginCodeOf(user, appId), Map.of()), 502, "wechat_misconfigured", "none");

        assertThat(admin.put(path + "/secret", "{\"secret\":\"secret-two\"}").status())
                .isEqualTo(204);
        assertThat(login.login(appId, wechat.loginCodeOf(user, appId), Map.of()).status())
                .isEqualTo(200);
        assertThat(recorded()).containsOnlyOnce("app_secret_changed");
    }

    @Test
    @DisplayName("R3.8 with an app all its sessions end, and only its own")
    void disabledAppLosesItsSessions() {
        admin.registerApp(appId, "secret-one");
        LoginSystem.LoggedIn here = in(appId);
        LoginSystem.LoggedIn elsewhere = login.loggedIn(user);

        assertThat(admin.changeApp(appId, "{\"enabled\":false}").getBoolean("enabled"))
                .isFalse();

        assertProblem(login.get("/api/v1/me", here.accessToken()), 401, "session_ended", "login");
        assertProblem(login.refresh(here.refreshToken()), 403, "app_disabled", "none");
        assertProblem(login.login(appId, wechat.loginCodeOf(user, appId), Map.of()), 403, "app_disabled", "none");
        assertThat(login.lets(elsewhere)).isTrue();
        admin.changeApp(appId, "{\"enabled\":true}");
        assertThat(login.lets(in(appId))).isTrue();
        assertThat(recorded()).contains("app_disabled", "app_enabled");
    }

    @Test
    @DisplayName("R3.9 what two operators change at once is not lost")
    void changesAtOnceAreNotLost() {
        admin.registerApp(appId, "secret-one");
        List<String> changes = List.of(
                "{\"name\":\"New\"}",
                "{\"openPlatform\":\"group\"}",
                "{\"policy\":{\"maxSessions\":9}}",
                "{\"policy\":{\"sessionIdle\":\"PT1H\"}}",
                "{\"policy\":{\"tokenMode\":\"classic\"}}",
                PUSH);
        AtomicInteger next = new AtomicInteger();

        LoginSystem.atOnce(changes.size(), () -> admin.changeApp(appId, changes.get(next.getAndIncrement())));

        JsonObject app = admin.get(path).json();
        assertThat(app.getString("name")).isEqualTo("New");
        assertThat(app.getString("openPlatform")).isEqualTo("group");
        assertThat(app.getJsonObject("push").getString("mode")).isEqualTo("safe");
        assertThat(app.getJsonObject("policy").keySet())
                .containsExactlyInAnyOrder("maxSessions", "sessionIdle", "tokenMode");
    }

    @Test
    @DisplayName("R3.10 four apps in 200 logins and calls at once are never mixed up")
    void appsAreNeverMixedUp() {
        List<String> four = Stream.generate(AppsST::newAppId).limit(4).toList();
        for (String each : four) {
            wechat.registerApp(each, "secret-of-" + each, null);
            admin.registerApp(each, "secret-of-" + each);
        }
        AtomicInteger next = new AtomicInteger();

        List<String> mixedUp = LoginSystem.atOnce(20, () -> {
                    StringBuilder wrong = new StringBuilder();
                    for (int i = 0; i < 10; i++) {
                        wrong.append(mixedUpIn(four.get(next.getAndIncrement() % 4)));
                    }
                    return wrong.toString();
                })
                .stream()
                .filter(wrong -> !wrong.isEmpty())
                .toList();

        assertThat(mixedUp).isEmpty();
        for (String each : four) {
            assertThat(Database.shared()
                            .number(
                                    "select count(*) from identity where app_id = ? and open_id = ?",
                                    each,
                                    wechat.of(each).openIdOf(user)))
                    .isEqualTo(1);
            assertThat(Database.shared()
                            .number("select count(distinct app_id) from login_session s where identity_id ="
                                    + " (select id from identity where app_id = '" + each + "')"))
                    .isEqualTo(1);
        }
    }

    /** One login and three calls in one app: what of their answers belongs to another. */
    private String mixedUpIn(String app) {
        LoginSystem.LoggedIn me = in(app);
        JsonObject profile = login.get("/api/v1/me", me.accessToken()).json();
        JsonObject session = login.get("/api/v1/session", me.accessToken()).json();
        JsonObject refreshed = login.refreshed(me).answer().json();
        boolean right = profile.getString("appId").equals(app)
                && session.getString("appId").equals(app)
                && refreshed.getJsonObject("user").getString("appId").equals(app)
                && profile.getString("id").equals(me.userId())
                && session.getString("sessionId").equals(me.sessionId());
        return right ? "" : app + " got " + profile + session + refreshed.getJsonObject("user");
    }

    private LoginSystem.LoggedIn in(String app) {
        return LoginSystem.LoggedIn.from(login.login(app, wechat.loginCodeOf(user, app), Map.of()));
    }

    private List<String> recorded() {
        return admin.all("/audit?appId=" + appId, 200).stream()
                .map(event -> event.getString("type"))
                .toList();
    }

    private static JsonObject push() {
        return Json.createReader(new StringReader(PUSH)).readObject().getJsonObject("push");
    }

    private static String newAppId() {
        return "wx" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    }
}
