package io.weapp.passport.st;

import static io.weapp.passport.st.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("one person in several apps of one Open Platform account")
class UnionIdST {

    private final LoginSystem login = LoginSystem.shared();
    private final WechatSystem wechat = TestBed.wechat();
    private final AdminSystem admin = AdminSystem.shared();
    private final Database database = Database.shared();
    private final String platform = "platform-" + UUID.randomUUID().toString().substring(0, 8);
    private final String user = "union-" + UUID.randomUUID();
    private final List<String> apps = new ArrayList<>();

    @BeforeEach
    void threeAppsOfOneAccount() {
        for (int i = 0; i < 3; i++) {
            apps.add(registered(platform));
        }
    }

    @Test
    @DisplayName("R4.5 who is known from one app is known in the next")
    void knownInTheNextApp() {
        LoginSystem.LoggedIn first = in(0, user);
        LoginSystem.LoggedIn second = in(1, user);
        LoginSystem.LoggedIn stranger = in(1, user + "-other");

        assertThat(second.userId()).isEqualTo(first.userId());
        assertThat(second.answer().json().getBoolean("newUser")).isFalse();
        assertThat(stranger.userId()).isNotEqualTo(first.userId());
        assertThat(login.lets(first)).isTrue();
        assertThat(identitiesOf(first.userId())).hasSize(2);
    }

    @Test
    @DisplayName("R4.5 twenty first logins at once in three apps give one user")
    void twentyFirstLoginsGiveOneUser() {
        for (int round = 0; round < 3; round++) {
            String person = user + round;
            AtomicInteger next = new AtomicInteger();

            List<LoginSystem.LoggedIn> all = LoginSystem.atOnce(20, () -> in(next.getAndIncrement() % 3, person));

            assertThat(new HashSet<>(
                            all.stream().map(LoginSystem.LoggedIn::userId).toList()))
                    .hasSize(1);
            assertThat(all).allMatch(login::lets);
            assertThat(identitiesOf(all.get(0).userId())).hasSize(3);
        }
    }

    @Test
    void appWithoutLabelJoinsNobodyUntilItGetsOne() {
        String bare = registered(null);
        wechat.bindToOpenPlatform(bare, platform);
        LoginSystem.LoggedIn first = in(0, user);
        LoginSystem.LoggedIn apart = in(bare, user);
        assertThat(apart.userId()).isNotEqualTo(first.userId());

        admin.changeApp(bare, "{\"openPlatform\":\"" + platform + "\"}");

        assertThat(in(bare, user).userId()).isEqualTo(first.userId());
    }

    @Test
    @DisplayName("R4.6 a unionId that comes late joins the user who has it, and no session is lost")
    void lateUnionIdJoins() {
        wechat.hideUnionIdOf(user);
        LoginSystem.LoggedIn early = in(0, user);
        wechat.showUnionIdOf(user);
        LoginSystem.LoggedIn known = in(1, user);
        assertThat(known.userId()).isNotEqualTo(early.userId());

        LoginSystem.LoggedIn late = in(0, user);

        assertThat(late.userId()).isEqualTo(known.userId());
        assertThat(late.answer().json().getBoolean("newUser")).isFalse();
        assertThat(login.get("/api/v1/me", early.accessToken()).text("id")).isEqualTo(known.userId());
        assertThat(login.get("/api/v1/session", early.accessToken()).text("userId"))
                .isEqualTo(known.userId());
        assertThat(login.get("/api/v1/sessions", early.accessToken()).json().getJsonArray("items"))
                .hasSize(2);
        assertThat(LoginSystem.LoggedIn.from(login.refresh(early.refreshToken()))
                        .userId())
                .isEqualTo(known.userId());
        assertThat(login.delete("/api/v1/sessions", early.accessToken()).status())
                .isEqualTo(204);
        assertThat(login.lets(late)).isFalse();
        assertThat(login.lets(known)).as("a session in another app").isTrue();
        assertFormerIdLeadsTo(early, known.userId());
        assertThat(new AuditSystem()
                        .one("type=users_merged&userId=" + known.userId())
                        .getString("reason"))
                .isEqualTo(early.userId());
    }

    @Test
    @DisplayName("R4.6 the user without a history joins the one with, whoever came first")
    void userWithoutHistoryJoins() {
        wechat.hideUnionIdOf(user);
        LoginSystem.LoggedIn early = in(0, user);
        giveNickname(early);
        wechat.showUnionIdOf(user);
        LoginSystem.LoggedIn known = in(1, user);

        assertThat(in(0, user).userId()).isEqualTo(early.userId());
        assertThat(login.get("/api/v1/me", known.accessToken()).text("id")).isEqualTo(early.userId());
        assertThat(in(2, user).userId()).isEqualTo(early.userId());
        assertThat(conflictsOf(early)).isEmpty();
    }

    @Test
    @DisplayName("R4.7 two users with a history wait for an operator, who is asked once")
    void conflictWaitsForAnOperator() {
        LoginSystem.LoggedIn[] two = conflict();

        assertThat(in(0, user).userId()).isEqualTo(two[0].userId());
        assertThat(in(1, user).userId()).isEqualTo(two[1].userId());

        JsonObject conflict = conflictsOf(two[0]).get(0);
        assertThat(conflict.getString("openPlatform")).isEqualTo(platform);
        assertThat(conflict.getJsonArray("users").getValuesAs(JsonObject.class))
                .extracting(each -> each.getString("id"))
                .containsExactlyInAnyOrder(two[0].userId(), two[1].userId());
        assertThat(conflictsOf(two[0])).hasSize(1);

        assertThat(admin.post("/conflicts/" + conflict.getString("id") + "/dismiss")
                        .status())
                .isEqualTo(204);
        in(0, user);
        in(1, user);
        admin.changeApp(apps.get(0), "{\"openPlatform\":null}");
        in(0, user);
        admin.changeApp(apps.get(0), "{\"openPlatform\":\"" + platform + "\"}");
        in(0, user);
        assertThat(conflictsOf(two[0])).isEmpty();
    }

    @Test
    @DisplayName("R4.8 a merge keeps the sessions of both, and the former id leads to the user who is kept")
    void mergeKeepsBoth() {
        LoginSystem.LoggedIn[] two = conflict();
        String path = "/conflicts/" + conflictsOf(two[0]).get(0).getString("id") + "/merge";
        assertProblem(admin.post(path, keep(UUID.randomUUID().toString())), 400, "invalid_request", "none");
        assertProblem(admin.post(path, keep("x")), 400, "invalid_request", "none");

        assertThat(admin.post(path, keep(two[0].userId())).status()).isEqualTo(204);

        for (LoginSystem.LoggedIn each : two) {
            assertThat(login.get("/api/v1/me", each.accessToken()).text("id")).isEqualTo(two[0].userId());
        }
        assertThat(in(1, user).userId()).isEqualTo(two[0].userId());
        assertThat(in(2, user).userId()).isEqualTo(two[0].userId());
        assertThat(conflictsOf(two[0])).isEmpty();
        assertFormerIdLeadsTo(two[1], two[0].userId());
        assertProblem(admin.post(path, keep(two[0].userId())), 404, "not_found", "none");
    }

    @Test
    @DisplayName("R4.8 who is disabled stays out after a merge")
    void disabledStaysOut() {
        LoginSystem.LoggedIn[] two = conflict();
        admin.post("/users/" + two[1].userId() + "/disable");

        admin.post("/conflicts/" + conflictsOf(two[0]).get(0).getString("id") + "/merge", keep(two[0].userId()));

        assertThat(login.lets(two[0])).isFalse();
        assertProblem(
                login.login(apps.get(0), wechat.loginCodeOf(user, apps.get(0)), Map.of()),
                403,
                "user_disabled",
                "none");
    }

    @Test
    @DisplayName("a disabled user cannot come back through another app")
    void disabledUserCannotComeThroughAnotherApp() {
        LoginSystem.LoggedIn me = in(0, user);
        admin.post("/users/" + me.userId() + "/disable");

        assertProblem(
                login.login(apps.get(1), wechat.loginCodeOf(user, apps.get(1)), Map.of()),
                403,
                "user_disabled",
                "none");
        assertThat(identitiesOf(me.userId())).hasSize(1);
    }

    @Test
    @DisplayName("R4.7 two openids of one app are a conflict that cannot be merged")
    void twoOpenIdsOfOneAppCannotBeMerged() {
        String other = user + "-other";
        wechat.changeUnionIdOf(user, "union-of-" + user);
        wechat.changeUnionIdOf(other, "union-of-" + user);
        LoginSystem.LoggedIn one = in(0, user);
        LoginSystem.LoggedIn two = in(0, other);
        assertThat(two.userId()).isNotEqualTo(one.userId());

        String id = conflictsOf(one).get(0).getString("id");

        JsonObject problem =
                assertProblem(admin.post("/conflicts/" + id + "/merge", keep(one.userId())), 409, "conflict", "none");
        assertThat(problem.getString("detail")).contains(apps.get(0));
        assertThat(login.lets(one) && login.lets(two)).isTrue();
        assertThat(conflictsOf(one)).hasSize(1);
    }

    @Test
    @DisplayName("R4.5 late unionIds, logins and merges at once leave one user and good sessions")
    void everythingAtOnce() {
        for (int round = 0; round < 3; round++) {
            String person = user + round;
            wechat.hideUnionIdOf(person);
            List<LoginSystem.LoggedIn> early = List.of(in(0, person), in(1, person), in(2, person));
            wechat.showUnionIdOf(person);
            AtomicInteger next = new AtomicInteger();

            LoginSystem.atOnce(18, () -> in(next.getAndIncrement() % 3, person));

            String userId = in(0, person).userId();
            assertThat(in(1, person).userId()).isEqualTo(userId);
            assertThat(in(2, person).userId()).isEqualTo(userId);
            assertThat(early)
                    .allSatisfy(each -> assertThat(
                                    login.get("/api/v1/me", each.accessToken()).text("id"))
                            .isEqualTo(userId));
            assertThat(admin.all("/sessions?userId=" + userId, 200)).hasSize(3 + 18 + 3);
        }
    }

    @Test
    @DisplayName("R41.2 erasure takes unionId, former ids and conflicts along")
    void erasureTakesAllAlong() {
        LoginSystem.LoggedIn[] two = conflict();
        String unionId = String.valueOf(wechat.of(apps.get(0)).unionIdOf(user));

        for (LoginSystem.LoggedIn each : two) {
            assertThat(admin.delete("/users/" + each.userId()).status()).isEqualTo(204);
        }

        assertThat(database.tablesWith(unionId)).isEmpty();
        assertThat(database.tablesWith(platform + "/" + unionId)).isEmpty();
        assertThat(in(2, user).answer().json().getBoolean("newUser")).isTrue();
    }

    @Test
    @DisplayName("R41.2 erasure also takes the addresses that were recorded under a former id")
    void erasureReachesFormerIds() {
        wechat.hideUnionIdOf(user);
        LoginSystem.LoggedIn former = in(0, user);
        wechat.showUnionIdOf(user);
        LoginSystem.LoggedIn kept = in(1, user);
        in(0, user);
        String addressesOfFormer =
                "select count(*) from audit_event where user_id = ? and app_id = ? and address is not null";
        assertThat(database.number(addressesOfFormer, former.userId(), apps.get(0)))
                .isPositive();

        assertThat(admin.delete("/users/" + kept.userId()).status()).isEqualTo(204);

        assertThat(database.number(addressesOfFormer, former.userId(), apps.get(0)))
                .isZero();
    }

    /** Two users with a nickname each, in the apps 0 and 1, who turn out to be one person. */
    private LoginSystem.LoggedIn[] conflict() {
        wechat.hideUnionIdOf(user);
        LoginSystem.LoggedIn one = in(0, user);
        LoginSystem.LoggedIn two = in(1, user);
        giveNickname(one);
        giveNickname(two);
        wechat.showUnionIdOf(user);
        assertThat(in(0, user).userId()).isEqualTo(one.userId());
        assertThat(in(1, user).userId()).isEqualTo(two.userId());
        return new LoginSystem.LoggedIn[] {one, two};
    }

    private void giveNickname(LoginSystem.LoggedIn who) {
        database.change("update identity set nickname = 'Nick' where user_id = ?", who.userId());
    }

    private void assertFormerIdLeadsTo(LoginSystem.LoggedIn former, String userId) {
        JsonObject shown = admin.get("/users/" + former.userId()).json();
        assertThat(shown.getString("id")).isEqualTo(userId);
        assertThat(shown.getJsonArray("formerIds")).containsExactly(Json.createValue(former.userId()));
        assertThat(admin.post("/users/" + former.userId() + "/enable").status()).isEqualTo(204);
    }

    private List<JsonObject> conflictsOf(LoginSystem.LoggedIn one) {
        return admin.all("/conflicts", 200).stream()
                .filter(each -> each.toString().contains(one.userId()))
                .toList();
    }

    private List<JsonObject> identitiesOf(String userId) {
        return admin.get("/users/" + userId).json().getJsonArray("identities").getValuesAs(JsonObject.class);
    }

    private LoginSystem.LoggedIn in(int app, String person) {
        return in(apps.get(app), person);
    }

    private LoginSystem.LoggedIn in(String appId, String person) {
        return LoginSystem.LoggedIn.from(login.login(appId, wechat.loginCodeOf(person, appId), Map.of()));
    }

    private static JsonObjectBuilder keep(String userId) {
        return Json.createObjectBuilder().add("keep", userId);
    }

    private String registered(@Nullable String label) {
        String appId = "wx" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        wechat.registerApp(appId, "secret", label);
        admin.registerApp(appId, "secret");
        if (label != null) {
            admin.changeApp(appId, "{\"openPlatform\":\"" + label + "\"}");
        }
        return appId;
    }
}
