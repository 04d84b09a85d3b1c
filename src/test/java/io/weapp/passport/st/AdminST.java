package io.weapp.passport.st;

import static io.weapp.passport.st.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once-on-payara")
class AdminST {

    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";

    private final LoginSystem login = LoginSystem.shared();
    private final WechatSystem wechat = TestBed.wechat();
    private final AdminSystem admin = AdminSystem.shared();
    private final String user = "admin-" + UUID.randomUUID();

    @ParameterizedTest
    @CsvSource({
        "GET, operators",
        "POST, operators",
        "PUT, operators/x/password",
        "DELETE, operators/x",
        "GET, apps",
        "POST, apps",
        "GET, apps/x",
        "PUT, apps/x",
        "PUT, apps/x/secret",
        "GET, apps/x/doctor",
        "GET, conflicts",
        "POST, conflicts/" + NOBODY + "/merge",
        "POST, conflicts/" + NOBODY + "/dismiss",
        "GET, users",
        "GET, users/" + NOBODY,
        "POST, users/" + NOBODY + "/disable",
        "POST, users/" + NOBODY + "/enable",
        "DELETE, users/" + NOBODY + "/sessions",
        "GET, sessions",
        "DELETE, sessions/" + NOBODY,
        "GET, clients",
        "POST, clients",
        "DELETE, clients/" + NOBODY
    })
    @DisplayName("R17.1 every admin call is for operators only")
    void adminCallsAreForOperators(String method, String path) {
        LoginSystem.LoggedIn me = login.loggedIn(user);
        Tokens tokens = Tokens.of(me);
        String service = tokens.thief()
                .signed(tokens.changed().claim("groups", List.of("service")).build());

        assertProblem(call(method, path, Map.of()), 401, "token_missing", "login");
        assertProblem(call(method, path, LoginSystem.bearer(me.accessToken())), 403, "forbidden", "none");
        assertProblem(call(method, path, LoginSystem.bearer(service)), 403, "forbidden", "none");
    }

    @Test
    @DisplayName("an operator's token is no user's token")
    void operatorIsNoUser() {
        assertProblem(login.get("/api/v1/me", admin.accessToken()), 403, "forbidden", "none");
        assertProblem(login.get("/api/v1/session", admin.accessToken()), 403, "forbidden", "none");
        assertProblem(login.logout(admin.accessToken()), 403, "forbidden", "none");
    }

    @Test
    void userIsFoundByOpenIdByNicknameAndByApp() {
        LoginSystem.LoggedIn me = login.loggedIn(user);
        Database.shared().change("update identity set nickname = ? where user_id = ?", "50%_off!" + user, me.userId());

        assertThat(found("/users?openId=" + wechat.openIdOf(user))).containsExactly(me.userId());
        assertThat(found("/users?appId=" + WechatSystem.DEMO_APP + "&openId=" + wechat.openIdOf(user)))
                .containsExactly(me.userId());
        assertThat(found("/users?appId=wx0000000000000000&openId=" + wechat.openIdOf(user)))
                .isEmpty();
        assertThat(found("/users?nickname=" + encoded("50%_off!" + user))).containsExactly(me.userId());
        assertThat(found("/users?nickname=" + encoded("50%_off!admin") + "&openId=" + wechat.openIdOf(user)))
                .containsExactly(me.userId());
        assertThat(found("/users?nickname=" + encoded("50a"))).doesNotContain(me.userId());
        assertThat(found("/users?nickname=" + encoded("50__off"))).doesNotContain(me.userId());
    }

    @Test
    void userIsShownWithIdentitiesAndSessions() {
        LoginSystem.LoggedIn me = login.loggedIn(user);
        LoginSystem.LoggedIn again = login.loggedIn(user);

        JsonObject shown = admin.get("/users/" + me.userId()).json();

        assertThat(shown.keySet()).containsExactlyInAnyOrder("id", "createdAt", "identities", "sessions");
        JsonObject identity = shown.getJsonArray("identities").getJsonObject(0);
        assertThat(identity.getString("openId")).isEqualTo(wechat.openIdOf(user));
        assertThat(identity.getString("appId")).isEqualTo(WechatSystem.DEMO_APP);
        assertThat(shown.getJsonArray("sessions").getValuesAs(JsonObject.class))
                .extracting(session -> session.getString("sessionId"))
                .containsExactlyInAnyOrder(me.sessionId(), again.sessionId());
        assertProblem(admin.get("/users/" + NOBODY), 404, "not_found", "none");
    }

    @Test
    @DisplayName("R17.3 a disabled user is out at once and cannot log in until enabled again")
    void disabledUserIsOut() {
        LoginSystem.LoggedIn me = login.loggedIn(user);

        assertThat(admin.post(
                                "/users/" + me.userId() + "/disable",
                                Json.createObjectBuilder().add("reason", "sells accounts"))
                        .status())
                .isEqualTo(204);

        assertProblem(login.get("/api/v1/me", me.accessToken()), 401, "session_ended", "login");
        assertProblem(login.login(wechat.loginCodeOf(user)), 403, "user_disabled", "none");
        JsonObject shown = admin.get("/users/" + me.userId()).json();
        assertThat(shown.getString("disabledReason")).isEqualTo("sells accounts");
        assertThat(shown.getString("disabledAt")).isNotBlank();
        assertThat(shown.getJsonArray("sessions").getJsonObject(0).getString("endReason"))
                .isEqualTo("user_disabled");

        assertThat(admin.post("/users/" + me.userId() + "/enable").status()).isEqualTo(204);

        assertThat(login.loggedIn(user).userId()).isEqualTo(me.userId());
        assertProblem(login.get("/api/v1/me", me.accessToken()), 401, "session_ended", "login");
        assertThat(recordsOf(me.userId(), "user_disabled")).isEqualTo(1);
        assertThat(recordsOf(me.userId(), "user_enabled")).isEqualTo(1);
    }

    @Test
    void reasonMayBeLeftOut() {
        LoginSystem.LoggedIn me = login.loggedIn(user);

        assertThat(admin.post("/users/" + me.userId() + "/disable").status()).isEqualTo(204);
        assertThat(admin.post("/users/" + me.userId() + "/disable", Json.createObjectBuilder())
                        .status())
                .isEqualTo(204);

        assertThat(recordsOf(me.userId(), "user_disabled")).isEqualTo(1);
        assertProblem(admin.post("/users/" + NOBODY + "/disable"), 404, "not_found", "none");
        assertProblem(admin.post("/users/" + NOBODY + "/enable"), 404, "not_found", "none");
    }

    @Test
    @DisplayName("R17.3 no login that runs at the same time slips past the order to disable")
    void noLoginSlipsThrough() {
        String userId = login.loggedIn(user).userId();
        List<String> codes =
                Stream.generate(() -> wechat.loginCodeOf(user)).limit(12).toList();
        AtomicInteger turn = new AtomicInteger();

        LoginSystem.atOnce(13, () -> {
            int mine = turn.getAndIncrement();
            return mine == 6 ? admin.post("/users/" + userId + "/disable") : login.login(codes.get(mine % 12));
        });

        assertThat(Database.shared()
                        .number("select count(*) from login_session where user_id = ? and ended_at is null", userId))
                .isZero();
    }

    @Test
    void operatorEndsOneSessionOrAllOfAUser() {
        LoginSystem.LoggedIn phone = login.loggedIn(user);
        LoginSystem.LoggedIn tablet = login.loggedIn(user);
        LoginSystem.LoggedIn watch = login.loggedIn(user);

        assertThat(admin.delete("/sessions/" + phone.sessionId()).status()).isEqualTo(204);
        assertThat(admin.delete("/sessions/" + phone.sessionId()).status()).isEqualTo(204);

        assertProblem(login.get("/api/v1/me", phone.accessToken()), 401, "session_ended", "login");
        assertThat(login.get("/api/v1/me", tablet.accessToken()).status()).isEqualTo(200);

        assertThat(admin.delete("/users/" + phone.userId() + "/sessions").status())
                .isEqualTo(204);

        assertProblem(login.get("/api/v1/me", tablet.accessToken()), 401, "session_ended", "login");
        assertProblem(login.get("/api/v1/me", watch.accessToken()), 401, "session_ended", "login");
        assertThat(login.login(wechat.loginCodeOf(user)).status()).isEqualTo(200);
        assertThat(recordsOf(phone.userId(), "session_ended")).isEqualTo(2);
        assertProblem(admin.delete("/sessions/" + NOBODY), 404, "not_found", "none");
        assertProblem(admin.delete("/users/" + NOBODY + "/sessions"), 404, "not_found", "none");
    }

    @Test
    @DisplayName("R17.3 another node refuses the sessions of a disabled user within the interval")
    void twoNodes() {
        LoginSystem.LoggedIn me = login.loggedIn(user);
        try (PassportServer peer = TestBed.server().startPeer("admin-peer")) {
            LoginSystem there = new LoginSystem(peer.base());
            assertThat(there.get("/api/v1/me", me.accessToken()).status()).isEqualTo(200);

            admin.post("/users/" + me.userId() + "/disable");

            assertProblem(there.login(wechat.loginCodeOf(user)), 403, "user_disabled", "none");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertProblem(there.get("/api/v1/me", me.accessToken()), 401, "session_ended", "login"));
        }
    }

    @Test
    @DisplayName("R17.4 pages neither repeat nor miss an entry while new ones arrive")
    void pagesAreStable() {
        List<String> expected =
                Stream.generate(() -> login.loggedIn(user).sessionId()).limit(5).toList();
        String userId = login.loggedIn(user).userId();
        // Times collide on a busy server, so the id must decide.
        Database.shared().change("update login_session set created_at = 1000 where user_id = ?", userId);
        Answer first = admin.get("/sessions?limit=2&userId=" + userId);
        LoginSystem.LoggedIn arrived = login.loggedIn(user);

        List<JsonObject> rest = admin.allAfter(first.text("next"), "/sessions?userId=" + userId, 2);

        List<String> seen = Stream.concat(
                        first.json().getJsonArray("items").getValuesAs(JsonObject.class).stream(), rest.stream())
                .map(session -> session.getString("sessionId"))
                .toList();
        assertThat(seen)
                .hasSize(6)
                .doesNotHaveDuplicates()
                .containsAll(expected)
                .doesNotContain(arrived.sessionId());
        assertThat(admin.all("/sessions?userId=" + userId, 200)).hasSize(7);
        assertThat(admin.all("/sessions?appId=wx0000000000000000", 200)).isEmpty();
    }

    @Test
    void listOfUsersRunsFromNewToOld() {
        String first = login.loggedIn(user + "-1").userId();
        String second = login.loggedIn(user + "-2").userId();

        List<String> all = admin.all("/users?appId=" + WechatSystem.DEMO_APP, 3).stream()
                .map(each -> each.getString("id"))
                .toList();

        assertThat(all).doesNotHaveDuplicates().containsSubsequence(second, first);
    }

    @Test
    void clientIsRegisteredListedAndRevoked() {
        Answer registered = admin.post(
                "/clients",
                Json.createObjectBuilder()
                        .add("name", "shop " + user)
                        .add("scopes", Json.createArrayBuilder(List.of("users:read"))));
        assertThat(registered.status()).as(registered.body()).isEqualTo(201);
        String id = registered.text("clientId");
        String secret = registered.text("clientSecret");

        Answer list = admin.get("/clients");

        assertThat(list.body()).contains(id, "shop " + user).doesNotContain(secret);
        assertThat(admin.delete("/clients/" + id).status()).isEqualTo(204);
        assertProblem(admin.delete("/clients/" + id), 404, "not_found", "none");
        assertProblem(admin.delete("/clients/" + NOBODY), 404, "not_found", "none");
        assertProblem(
                admin.post(
                        "/clients",
                        Json.createObjectBuilder()
                                .add("name", "x")
                                .add("scopes", Json.createArrayBuilder(List.of("all")))),
                400,
                "invalid_request",
                "none");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/users?limit=0",
                "/users?limit=201",
                "/users?limit=many",
                "/users?limit=99999999999",
                "/users?cursor=x",
                "/users?cursor=1_%00",
                "/users?cursor=123456789012345_x",
                "/users?nickname=%00",
                "/users?openId=a%00b",
                "/users?appId=%07",
                "/sessions?userId=%00",
                "/sessions?cursor=-1_x",
                "/operators?cursor=%27"
            })
    @DisplayName("R17.5 hostile parameters are refused")
    void hostileParameters(String path) {
        JsonObject problem = assertProblem(admin.get(path), 400, "invalid_request", "none");

        assertThat(problem.getJsonArray("violations").getJsonObject(0).getString("field"))
                .isEqualTo(path.substring(path.indexOf('?') + 1, path.indexOf('=')));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/users/x", "/users/%27", "/users/" + NOBODY + "x", "/users/..%2f", "/operators/x%00/nothing"})
    @DisplayName("R17.5 hostile paths are not found")
    void hostilePaths(String path) {
        assertThat(admin.get(path).status()).isIn(400, 404, 405);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"reason\":\"a\\u0000b\"}", "{\"reason\":\"\\ud800\"}", "{\"reason\":5}", "[]", "{"})
    @DisplayName("R17.5 hostile reasons are refused")
    void hostileReasons(String body) {
        String userId = login.loggedIn(user).userId();

        Answer answer = call("POST", "users/" + userId + "/disable", LoginSystem.bearer(admin.accessToken()), body);

        assertThat(answer.status()).as(answer.body()).isIn(400, 204);
        assertThat(Database.shared().number("select count(*) from passport_user where disabled_reason like ?", "%b%"))
                .isZero();
    }

    private List<String> found(String path) {
        return admin.all(path, 200).stream().map(each -> each.getString("id")).toList();
    }

    private Answer call(String method, String path, Map<String, String> headers) {
        return call(method, path, headers, method.startsWith("P") ? "{}" : "");
    }

    private Answer call(String method, String path, Map<String, String> headers, String body) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/json");
        return login.send(method, "/api/v1/admin/" + path, BodyPublishers.ofString(body), all);
    }

    private static long recordsOf(String userId, String type) {
        return Database.shared()
                .number(
                        "select count(*) from audit_event where event_type = ? and user_id = ? and actor = ?",
                        type,
                        userId,
                        "operator:" + TestBed.OPERATOR);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
