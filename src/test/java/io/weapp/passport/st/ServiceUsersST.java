package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceUsersST {

    private final LoginSystem login = LoginSystem.shared();
    private final WechatSystem wechat = TestBed.wechat();
    private final OauthSystem oauth = OauthSystem.shared();
    private final String user = "service-" + UUID.randomUUID();
    private final LoginSystem.LoggedIn me = login.loggedIn(user);
    private final String token = oauth.accessToken(oauth.registered("users:read"));

    @Test
    @DisplayName("R23.2 a service sees a user with openid and unionid, and no secret")
    void userWithIdentities() {
        Answer answer = login.get("/api/v1/users/" + me.userId(), token);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        JsonObject found = answer.json();
        assertThat(found.keySet()).containsExactlyInAnyOrder("id", "disabled", "createdAt", "identities");
        assertThat(found.getString("id")).isEqualTo(me.userId());
        assertThat(found.getBoolean("disabled")).isFalse();
        JsonObject identity = found.getJsonArray("identities").getJsonObject(0);
        assertThat(identity.keySet()).containsExactlyInAnyOrder("appId", "openId", "unionId", "createdAt", "updatedAt");
        assertThat(identity.getString("appId")).isEqualTo(WechatSystem.DEMO_APP);
        assertThat(identity.getString("openId")).isEqualTo(wechat.openIdOf(user));
        assertThat(identity.getString("unionId")).isEqualTo(wechat.unionIdOf(user));
        assertThat(answer.body()).doesNotContain(wechat.sessionKeyOf(user));
    }

    @Test
    void sameUserIsFoundByOpenId() {
        assertThat(login.get(byOpenId(WechatSystem.DEMO_APP, wechat.openIdOf(user)), token)
                        .json())
                .isEqualTo(login.get("/api/v1/users/" + me.userId(), token).json());
    }

    @Test
    void disabledUserIsShownAsDisabled() {
        Database.shared().change("update passport_user set disabled_at = 1 where id = ?", me.userId());

        assertThat(login.get("/api/v1/users/" + me.userId(), token).json().getBoolean("disabled"))
                .isTrue();
    }

    @Test
    void unknownUserIsNotFound() {
        for (String path : List.of(
                "/api/v1/users/" + UUID.randomUUID(),
                "/api/v1/users/%20",
                byOpenId(WechatSystem.SECOND_APP, wechat.openIdOf(user)),
                byOpenId(WechatSystem.DEMO_APP, "nobody"))) {
            Problems.assertProblem(login.get(path, token), 404, "not_found", "none");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?appId=wx1", "?openId=o1", "?appId=&openId=o1", "?appId=wx1&openId="})
    void bothParametersAreRequired(String query) {
        JsonObject problem =
                Problems.assertProblem(login.get("/api/v1/users" + query, token), 400, "invalid_request", "none");

        assertThat(problem.getJsonArray("violations").getValuesAs(JsonObject.class))
                .isNotEmpty()
                .allSatisfy(
                        violation -> assertThat(violation.getString("field")).isIn("appId", "openId"));
    }

    @Test
    @DisplayName("R23.1 a service without the scope is refused, and told which one it lacks")
    void scopeIsRequired() {
        String without = oauth.accessToken(oauth.registered("metrics:read phone:read"));

        for (String path :
                List.of("/api/v1/users/" + me.userId(), byOpenId(WechatSystem.DEMO_APP, wechat.openIdOf(user)))) {
            JsonObject problem = Problems.assertProblem(login.get(path, without), 403, "forbidden", "none");
            assertThat(problem.getString("detail")).contains("users:read");
        }
    }

    @Test
    @DisplayName("R23.1 the token of a user is refused where a service is meant")
    void userIsNoService() {
        Problems.assertProblem(login.get("/api/v1/users/" + me.userId(), me.accessToken()), 403, "forbidden", "none");
        Problems.assertProblem(login.get("/api/v1/users", me.accessToken()), 403, "forbidden", "none");
        Problems.assertProblem(login.get("/api/v1/users/" + me.userId()), 401, "token_missing", "login");
    }

    @Test
    @DisplayName("R23.1 the token of a service is refused where a user is meant")
    void serviceIsNoUser() {
        Problems.assertProblem(login.get("/api/v1/me", token), 403, "forbidden", "none");
        Problems.assertProblem(login.get("/api/v1/session", token), 403, "forbidden", "none");
        Problems.assertProblem(login.logout(token), 403, "forbidden", "none");
    }

    private static String byOpenId(String appId, String openId) {
        return "/api/v1/users?appId=" + appId + "&openId=" + openId;
    }
}
