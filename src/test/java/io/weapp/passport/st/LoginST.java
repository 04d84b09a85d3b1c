package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginST {

    private final LoginSystem login = LoginSystem.shared();
    private final WechatSystem wechat = TestBed.wechat();
    private final Database database = Database.shared();
    private final String user = "login-" + UUID.randomUUID();

    @Test
    @DisplayName("R8.1 a good code gives a login state, without openid and session key")
    void goodCodeGivesALoginState() {
        Answer answer = login.login(wechat.loginCodeOf(user));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.json().keySet())
                .containsExactlyInAnyOrder(
                        "accessToken",
                        "tokenType",
                        "expiresIn",
                        "refreshToken",
                        "refreshExpiresIn",
                        "sessionId",
                        "newUser",
                        "user");
        assertThat(answer.text("tokenType")).isEqualTo("Bearer");
        assertThat(answer.json().getInt("expiresIn")).isEqualTo(1800);
        assertThat(answer.json().getInt("refreshExpiresIn")).isEqualTo(30 * 24 * 3600);
        assertThat(answer.json().getBoolean("newUser")).isTrue();
        JsonObject profile = answer.json().getJsonObject("user");
        assertThat(profile.keySet())
                .isEqualTo(Set.of("id", "appId", "phoneVerified", "profileComplete", "createdAt", "updatedAt"));
        assertThat(profile.getString("appId")).isEqualTo(WechatSystem.DEMO_APP);
        assertThat(profile.getBoolean("profileComplete")).isFalse();
        assertThat(answer.body()).doesNotContain(wechat.openIdOf(user)).doesNotContain(wechat.sessionKeyOf(user));
    }

    @Test
    void samePersonIsTheSameUserInANewSession() {
        LoginSystem.LoggedIn first = login.loggedIn(user);
        LoginSystem.LoggedIn second = login.loggedIn(user);

        assertThat(second.userId()).isEqualTo(first.userId());
        assertThat(second.sessionId()).isNotEqualTo(first.sessionId());
        assertThat(second.answer().json().getBoolean("newUser")).isFalse();
        assertThat(login.get("/api/v1/session", first.accessToken()).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("R8.2 twenty first logins of one person at once give one user and twenty answers")
    void twentyFirstLoginsGiveOneUser() {
        List<String> codes = LoginSystem.atOnce(20, () -> wechat.loginCodeOf(user));
        Queue<String> waiting = new ConcurrentLinkedQueue<>(codes);

        List<LoginSystem.LoggedIn> all =
                LoginSystem.atOnce(20, () -> LoginSystem.LoggedIn.from(login.login(waiting.remove())));

        assertThat(all)
                .extracting(LoginSystem.LoggedIn::userId)
                .containsOnly(all.get(0).userId());
        assertThat(all).extracting(LoginSystem.LoggedIn::sessionId).doesNotHaveDuplicates();
        assertThat(all)
                .filteredOn(each -> each.answer().json().getBoolean("newUser"))
                .hasSize(1);
        assertThat(database.number("select count(*) from identity where open_id = ?", wechat.openIdOf(user)))
                .isEqualTo(1);
        assertThat(all)
                .allSatisfy(each -> assertThat(
                                login.get("/api/v1/me", each.accessToken()).status())
                        .isEqualTo(200));
    }

    @Test
    void unionIdThatArrivesLaterIsLearned() {
        wechat.hideUnionIdOf(user);
        login.loggedIn(user);
        wechat.showUnionIdOf(user);
        login.loggedIn(user);

        assertThat(database.text("select union_id from identity where open_id = ?", wechat.openIdOf(user)))
                .isEqualTo(wechat.unionIdOf(user));
    }

    @Test
    void sessionKeyIsStoredSealed() {
        login.loggedIn(user);

        String stored = database.text(
                "select newest from session_key k join identity i on i.id = k.identity_id where i.open_id = ?",
                wechat.openIdOf(user));
        assertThat(stored).startsWith("v1.").doesNotContain(wechat.sessionKeyOf(user));
        assertThat(database.text("select secret from mini_app where app_id = ?", WechatSystem.DEMO_APP))
                .startsWith("v1.")
                .doesNotContain(WechatSystem.DEMO_SECRET);
    }

    @Test
    void profileInTheLoginBodyIsVerifiedAndKept() {
        wechat.nameUser(user, "小明", "https://thirdwx.qlogo.cn/mmopen/vi_32/abc/132");

        Answer answer = login.login(body(wechat.loginCodeOf(user), userInfo(wechat.userInfoOf(user))), Map.of());

        assertThat(answer.json()).doesNotContainKey("warnings");
        assertThat(answer.json().getJsonObject("user").getString("nickname")).isEqualTo("小明");
        assertThat(answer.json().getJsonObject("user").getBoolean("profileComplete"))
                .isTrue();
        JsonObject me = login.get("/api/v1/me", answer.text("accessToken")).json();
        assertThat(me).isEqualTo(answer.json().getJsonObject("user"));
    }

    @Test
    @DisplayName("R8.3 profile data that fails its checks costs a warning, not the login")
    void badProfileDataIsIgnoredWithAWarning() {
        wechat.nameUser(user, "小明", "https://thirdwx.qlogo.cn/mmopen/vi_32/abc/132");

        assertThat(warningFor(userInfo(wechat.userInfoOf(user)).add("signature", "0".repeat(40))))
                .isEqualTo("signature_mismatch");
        assertThat(warningFor(userInfo(wechat.userInfoOf(user)).add("iv", "AAAA")))
                .isEqualTo("open_data_damaged");
        assertThat(warningFor(userInfo(wechat.userInfoOf(user, Making.forApp(WechatSystem.SECOND_APP)))))
                .isEqualTo("open_data_foreign");
        assertThat(warningFor(
                        userInfo(wechat.userInfoOf(user, Making.at(Instant.now().minus(Duration.ofMinutes(11)))))))
                .isEqualTo("open_data_expired");
    }

    @Test
    @DisplayName("R4.4 the placeholder never overwrites what is known")
    void placeholderOverwritesNothing() {
        wechat.nameUser(user, "小明", "https://thirdwx.qlogo.cn/mmopen/vi_32/abc/132");
        login.login(body(wechat.loginCodeOf(user), userInfo(wechat.userInfoOf(user))), Map.of());
        WechatSystem.OpenData data =
                wechat.openDataOf(user, "{\"nickName\":\"微信用户\",\"avatarUrl\":\"\",\"is_demote\":true}");

        Answer answer = login.login(
                body(
                        wechat.loginCodeOf(user),
                        userInfo(wechat.userInfoOf(user))
                                .add("encryptedData", data.encryptedData())
                                .add("iv", data.iv())),
                Map.of());

        assertThat(answer.json().getJsonObject("user").getString("nickname")).isEqualTo("小明");
    }

    @Test
    void deviceLabelIsKeptWithTheSession() {
        JsonObjectBuilder body = body(wechat.loginCodeOf(user)).add("device", "iPhone 小明");

        LoginSystem.LoggedIn me = LoginSystem.LoggedIn.from(login.login(body, Map.of()));

        assertThat(login.get("/api/v1/session", me.accessToken()).text("device"))
                .isEqualTo("iPhone 小明");
    }

    @ParameterizedTest
    @DisplayName("R8.4 an old Authorization header does not matter at login")
    @ValueSource(
            strings = {
                "Bearer abc",
                "Bearer a.b.c",
                "Bearer ",
                "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.",
                "Basic dXNlcjpwYXNzd29yZA==",
                "nonsense"
            })
    void malformedAuthorizationDoesNotMatter(String header) {
        assertThat(login.login(wechat.loginCodeOf(user), Map.of("Authorization", header))
                        .status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("R8.4 neither does an expired, a foreign or an ended session's token")
    void expiredForeignAndEndedTokensDoNotMatter() {
        Tokens tokens = Tokens.of(login.loggedIn(user));
        String ended = login.loggedIn(user).accessToken();
        login.logout(ended);

        for (String token : List.of(tokens.expired(), tokens.foreign(), tokens.ofUnknownKey(), ended)) {
            assertThat(login.login(wechat.loginCodeOf(user), LoginSystem.bearer(token))
                            .status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "wrong-code, wechat_code_invalid",
        "a&appid=x, wechat_code_invalid",
        "a%26appid%3Dx, wechat_code_invalid",
        "'{appid}', wechat_code_invalid",
        "a b, wechat_code_invalid",
        "微信, wechat_code_invalid",
        "'', invalid_request",
        "' ', invalid_request"
    })
    void codeThatIsNoneIsRefused(String code, String problem) {
        Rows before = Rows.in(database);

        Answer answer = login.login(code);

        Problems.assertProblem(answer, 400, problem, problem.equals("invalid_request") ? "none" : "login");
        assertThat(Rows.in(database)).isEqualTo(before);
    }

    @Test
    void injectedParametersArriveAtWechatAsPartOfTheCode() {
        login.login("a&appid=x&secret=y+z=");

        assertThat(wechat.calls(WechatSystem.CODE_TO_SESSION).last().query())
                .containsEntry("js_code", "a&appid=x&secret=y+z=")
                .containsEntry("appid", WechatSystem.DEMO_APP)
                .containsEntry("grant_type", "authorization_code");
    }

    @Test
    void usedCodeIsRefused() {
        String code = wechat.loginCodeOf(user);
        login.login(code);
        Rows before = Rows.in(database);

        Answer answer = login.login(code);

        Problems.assertProblem(answer, 400, "wechat_code_used", "login");
        assertThat(answer.json().getJsonObject("wechat").getInt("errcode")).isEqualTo(40163);
        assertThat(answer.json().getJsonObject("wechat").getString("rid")).matches("[0-9a-f]{8}(-[0-9a-f]{8}){2}");
        assertThat(Rows.in(database)).isEqualTo(before);
    }

    @Test
    void expiredCodeIsRefused() {
        Rows before = Rows.in(database);

        Problems.assertProblem(login.login(wechat.expiredLoginCodeOf(user)), 400, "wechat_code_invalid", "login");
        assertThat(Rows.in(database)).isEqualTo(before);
    }

    @Test
    void codeOfAnotherAppIsRefused() {
        login.loggedIn(user);

        Problems.assertProblem(
                login.login(wechat.loginCodeOf(user, WechatSystem.SECOND_APP)), 400, "wechat_code_invalid", "login");
    }

    @Test
    void blockedUserIsRefused() {
        wechat.block(user);
        Rows before = Rows.in(database);

        Problems.assertProblem(login.login(wechat.loginCodeOf(user)), 403, "wechat_user_blocked", "none");
        assertThat(Rows.in(database)).isEqualTo(before);
    }

    @Test
    void unknownAppIsRefusedWithoutAskingWechat() {
        int calls = wechat.calls(WechatSystem.CODE_TO_SESSION).total();

        Problems.assertProblem(login.login("wxunknown", "code", Map.of()), 400, "app_unknown", "none");
        assertThat(wechat.calls(WechatSystem.CODE_TO_SESSION).total()).isEqualTo(calls);
    }

    @Test
    void disabledAppAndDisabledUserAreRefused() {
        LoginSystem.LoggedIn me = login.loggedIn(user);
        database.change("update passport_user set disabled_at = 1 where id = ?", me.userId());
        Problems.assertProblem(login.login(wechat.loginCodeOf(user)), 403, "user_disabled", "none");

        database.change("update mini_app set enabled = false where app_id = ?", WechatSystem.DEMO_APP);
        try {
            Problems.assertProblem(login.login(wechat.loginCodeOf(user)), 403, "app_disabled", "none");
        } finally {
            database.change("update mini_app set enabled = true where app_id = ?", WechatSystem.DEMO_APP);
        }
    }

    private String warningFor(JsonObjectBuilder userInfo) {
        Answer answer = login.login(body(wechat.loginCodeOf(user), userInfo), Map.of());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().getJsonObject("user")).doesNotContainKey("nickname");
        List<String> warnings = answer.json().getJsonArray("warnings").getValuesAs(JsonString::getString);
        assertThat(warnings).hasSize(1);
        return warnings.get(0);
    }

    private static JsonObjectBuilder body(String code) {
        return Json.createObjectBuilder().add("appId", WechatSystem.DEMO_APP).add("code", code);
    }

    private static JsonObjectBuilder body(String code, JsonObjectBuilder userInfo) {
        return body(code).add("userInfo", userInfo);
    }

    private static JsonObjectBuilder userInfo(WechatSystem.UserInfo info) {
        return Json.createObjectBuilder()
                .add("rawData", info.rawData())
                .add("signature", info.signature())
                .add("encryptedData", info.encryptedData())
                .add("iv", info.iv());
    }
}
