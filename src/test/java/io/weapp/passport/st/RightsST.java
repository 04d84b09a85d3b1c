package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;

import io.weapp.passport.avatar.Drawn;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what people may demand: consent, export, erasure")
class RightsST {

    /** Every table with user data, and the member of the export that shows it. */
    private static final Map<String, String> SHOWN_BY = Map.of(
            "identity", "openId",
            "session_key", "sessionKeysOf",
            "consent", "consents",
            "avatar", "avatars",
            "phone", "phone",
            "phone_exchange", "phoneExchangesAt",
            "used_ciphertext", "openDataUsedAt",
            "content_check", "contentChecks",
            "login_session", "sessions",
            "audit_event", "audit");

    /** What lives on in these tables are ids that lead to nobody. */
    private static final Set<String> KEPT = Set.of("audit_event", "revoked_token");

    /** Secrets of a session and questions to WeChat, which say nothing about the user; where a shown unionId leads, now and before. */
    private static final Set<String> NOT_SHOWN =
            Set.of("refresh_token", "login_attempt", "content_check", "union_person", "user_alias");

    private final LoginSystem login = LoginSystem.shared();
    private final AdminSystem admin = AdminSystem.shared();
    private final WechatSystem wechat = TestBed.wechat();
    private final UserInfoSystem info = UserInfoSystem.shared();
    private final Database database = Database.shared();
    private final String user = "rights-" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    @DisplayName("R40.1 every agreement is kept with its time; the same version again changes nothing")
    void consents() {
        LoginSystem.LoggedIn me = login.loggedIn(user);

        JsonObject first = info.agree(me, "privacy", "2026-01").json();
        info.agree(me, "privacy", "2026-02");
        info.agree(me, "terms", "7");
        JsonObject again = info.agree(me, "terms", "7").json();

        assertThat(first.keySet()).containsExactlyInAnyOrder("document", "version", "acceptedAt");
        JsonObject newest = login.get("/api/v1/me/consents", me.accessToken()).json();
        assertThat(newest.getJsonArray("items").getValuesAs(JsonObject.class))
                .extracting(each -> each.getString("document") + " " + each.getString("version"))
                .containsExactlyInAnyOrder("privacy 2026-02", "terms 7");
        assertThat(newest.getJsonArray("items")).contains(again);
        assertThat(identityIn(export(me)).getJsonArray("consents")).hasSize(3).contains(first);
    }

    @Test
    void badConsentsAreRefused() {
        LoginSystem.LoggedIn me = login.loggedIn(user);

        Problems.assertProblem(info.agree(me, "Privacy!", "1"), 400, "invalid_request", "none");
        Problems.assertProblem(info.agree(me, "privacy", ""), 400, "invalid_request", "none");
        Problems.assertProblem(info.agree(me, "privacy", "x".repeat(41)), 400, "invalid_request", "none");
        for (int i = 0; i < 200; i++) {
            info.agree(me, "privacy", "v" + i);
        }
        Problems.assertProblem(info.agree(me, "privacy", "one-more"), 409, "conflict", "none");
    }

    @Test
    @DisplayName("R41.1 the export shows every table with user data")
    void exportIsComplete() {
        Set<String> missing = userTables();
        missing.removeAll(SHOWN_BY.keySet());
        missing.removeAll(NOT_SHOWN);
        assertThat(missing).as("tables with user data that the export lacks").isEmpty();

        NewApp app = NewApp.registered(admin);
        JsonObject document = export(everythingKnownOf(app, user));

        JsonObject identity = identityIn(document);
        assertThat(identity.keySet()).containsAll(SHOWN_BY.values());
        SHOWN_BY.values()
                .forEach(
                        member -> assertThat(identity.get(member)).as(member).isNotEqualTo(JsonValue.EMPTY_JSON_ARRAY));
        assertThat(identity.getString("openId")).isEqualTo(app.wechat().openIdOf(user));
        assertThat(identity.getString("unionId")).isEqualTo(app.wechat().unionIdOf(user));
        assertThat(identity.getString("nickname")).isEqualTo("name-of-" + user);
        assertThat(identity.getJsonObject("phone").getString("phone")).isEqualTo(wechat.phoneOf(user));
        assertThat(document.toString()).doesNotContain(app.wechat().sessionKeyOf(user));
    }

    @Test
    @DisplayName("R41.2 after erasure no table holds anything of the user, and every session has ended")
    void erasureLeavesNothing() {
        NewApp app = NewApp.registered(admin);
        LoginSystem.LoggedIn me = everythingKnownOf(app, user);
        LoginSystem.LoggedIn tablet = LoginSystem.LoggedIn.from(app.login(login, user));
        String openId = app.wechat().openIdOf(user);
        String avatar =
                login.get("/api/v1/me", me.accessToken()).text("avatarUrl").replaceAll(".*/|-640.*", "");
        List<String> traces =
                new ArrayList<>(List.of(me.userId(), openId, me.sessionId(), tablet.sessionId(), avatar, user));
        traces.add(String.valueOf(app.wechat().unionIdOf(user)));
        traces.add(database.text("select id from identity where open_id = ?", openId));
        traces.forEach(trace -> assertThat(database.tablesWith(trace)).as(trace).isNotEmpty());

        assertThat(login.delete("/api/v1/me", me.accessToken()).status()).isEqualTo(204);

        Problems.assertProblem(login.get("/api/v1/me", me.accessToken()), 401, "session_ended", "login");
        Problems.assertProblem(login.get("/api/v1/me", tablet.accessToken()), 401, "session_ended", "login");
        Problems.assertProblem(login.refresh(tablet.refreshToken()), 401, "refresh_token_invalid", "login");
        for (String trace : traces) {
            Set<String> holding = database.tablesWith(trace);
            holding.removeAll(KEPT);
            assertThat(holding).as(trace).isEmpty();
        }
        assertThat(database.tablesWith(openId)).isEmpty();
        assertThat(database.number(
                        "select count(*) from audit_event where user_id = ? and (address is not null or address_salt is not null)",
                        me.userId()))
                .isZero();
        AuditSystem audit = new AuditSystem();
        assertThat(audit.one("type=user_erased&userId=" + me.userId()).getString("reason"))
                .isEqualTo("user");
        audit.assertWhole();
    }

    @Test
    @DisplayName("R41.2 whoever comes back after erasure is a new user")
    void erasedUserComesBackAsSomebodyNew() {
        LoginSystem.LoggedIn before = login.loggedIn(user);
        login.delete("/api/v1/me", before.accessToken());

        LoginSystem.LoggedIn after = login.loggedIn(user);

        assertThat(after.answer().json().getBoolean("newUser")).isTrue();
        assertThat(after.userId()).isNotEqualTo(before.userId());
    }

    @Test
    @DisplayName("R41.2 an erased session stays ended after a restart")
    void restartRemembersErasedSessions() {
        LoginSystem.LoggedIn me = login.loggedIn(user);
        login.delete("/api/v1/me", me.accessToken());

        TestBed.server().restart();

        Problems.assertProblem(login.get("/api/v1/me", me.accessToken()), 401, "session_ended", "login");
    }

    @Test
    @DisplayName("R41.3 an operator exports and erases all of a user")
    void operatorActs() {
        LoginSystem.LoggedIn me = login.loggedIn(user);

        Answer document = admin.get("/users/" + me.userId() + "/export");
        assertThat(document.status()).isEqualTo(200);
        assertThat(identityIn(document.json()).getString("openId")).isEqualTo(wechat.openIdOf(user));
        assertThat(admin.delete("/users/" + me.userId()).status()).isEqualTo(204);

        Problems.assertProblem(login.get("/api/v1/me", me.accessToken()), 401, "session_ended", "login");
        Problems.assertProblem(admin.get("/users/" + me.userId()), 404, "not_found", "none");
        Problems.assertProblem(admin.delete("/users/" + me.userId()), 404, "not_found", "none");
        Problems.assertProblem(admin.get("/users/" + me.userId() + "/export"), 404, "not_found", "none");
        JsonObject receipt = new AuditSystem().one("type=user_erased&userId=" + me.userId());
        assertThat(receipt.getString("actor")).isEqualTo("operator:" + TestBed.OPERATOR);
    }

    @Test
    @DisplayName("R41.3 users reach the data of the app they are logged in to, and of no other")
    void otherAppIsLeftAlone() {
        LoginSystem.LoggedIn me = login.loggedIn(user);
        LoginSystem.LoggedIn somebodyElse = login.loggedIn(user + "-2");

        login.delete("/api/v1/me", me.accessToken());

        assertThat(login.lets(somebodyElse)).isTrue();
        Problems.assertProblem(login.get("/api/v1/me/export", admin.accessToken()), 403, "forbidden", "none");
        Problems.assertProblem(
                login.send("DELETE", "/api/v1/me", BodyPublishers.noBody(), Map.of()), 401, "token_missing", "login");
    }

    @Test
    @DisplayName("R41.4 logins while their user is erased either count or create a new user")
    void erasureAndLoginsAtOnce() {
        for (int round = 0; round < 5; round++) {
            LoginSystem.LoggedIn me = login.loggedIn(user);
            List<String> codes = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                codes.add(wechat.loginCodeOf(user));
            }
            CompletableFuture<Answer> erasure =
                    CompletableFuture.supplyAsync(() -> login.delete("/api/v1/me", me.accessToken()));
            List<Answer> logins = codes.parallelStream().map(login::login).toList();

            assertThat(erasure.join().status()).isEqualTo(204);
            assertThat(logins)
                    .allSatisfy(answer ->
                            assertThat(answer.status()).as(answer.body()).isEqualTo(200));
            assertThat(database.number("select count(*) from passport_user where id = ?", me.userId()))
                    .isZero();
        }
    }

    /** Fills every table that may hold something of a user. */
    private LoginSystem.LoggedIn everythingKnownOf(NewApp app, String person) {
        WechatSystem there = app.wechat();
        there.bindToOpenPlatform(app.appId(), "platform-of-" + app.appId());
        Answer changed = admin.put(
                "/apps/" + app.appId(),
                Json.createObjectBuilder()
                        .add("openPlatform", app.appId())
                        .add("policy", Json.createObjectBuilder().add("nicknameCheck", "enforce")));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        LoginSystem.LoggedIn me = LoginSystem.LoggedIn.from(app.login(login, person));
        ok(info.agree(me, "privacy", "2026-01"));
        ok(info.rename(me, "name-of-" + person));
        there.failNext(WechatSystem.MSG_SEC_CHECK, 61010, 1);
        ok(info.rename(me, "new-" + person));
        ok(new AvatarSystem(login).upload(me, Drawn.unique()));
        ok(info.phoneByCode(me, there.phoneCodeOf(person)));
        ok(info.openData(me, there.openDataOf(person, "{\"steps\": 1}")));
        return me;
    }

    private static void ok(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    private JsonObject export(LoginSystem.LoggedIn me) {
        Answer answer = login.get("/api/v1/me/export", me.accessToken());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        return answer.json();
    }

    private static JsonObject identityIn(JsonObject export) {
        assertThat(export.getJsonArray("identities")).hasSize(1);
        return export.getJsonArray("identities").getJsonObject(0);
    }

    /** Tables that name a user, an identity or a session, directly or by a foreign key. */
    private Set<String> userTables() {
        return database.tablesWithColumn(
                "user_id", "identity_id", "session_id", "open_id", "openid", "phone", "nickname");
    }
}
