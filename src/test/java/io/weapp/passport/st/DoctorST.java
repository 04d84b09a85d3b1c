package io.weapp.passport.st;

import static io.weapp.passport.st.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the doctor of an app")
class DoctorST {

    private final WechatSystem wechat = TestBed.wechat();
    private final AdminSystem admin = AdminSystem.shared();
    private final String appId =
            "wx" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);

    @BeforeEach
    void anApp() {
        wechat.registerApp(appId, "secret", "platform");
        admin.registerApp(appId, "secret");
    }

    @AfterEach
    void heal() {
        wechat.heal();
    }

    @Test
    @DisplayName("R17.6 an app in good health: all is well, and what is not set up is said")
    void goodHealth() {
        admin.changeApp(
                appId,
                "{\"openPlatform\":\"platform\",\"push\":{\"token\":\"PushToken123\",\"mode\":\"safe\",\"format\":\"json\","
                        + "\"aesKey\":\"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ\"}}");
        LoginSystem.LoggedIn.from(LoginSystem.shared().login(appId, wechat.loginCodeOf("alice", appId), Map.of()));

        Answer answer = admin.get("/apps/" + appId + "/doctor");

        assertThat(answer.json().getJsonArray("checks").getValuesAs(JsonObject.class))
                .as(answer.body())
                .allSatisfy(check -> assertThat(check.getString("state")).isEqualTo("ok"))
                .hasSize(7);
        assertThat(answer.body()).doesNotContain("PushToken123");
    }

    @Test
    void notSetUpIsAWarning() {
        assertThat(check("push").getString("state")).isEqualTo("warn");
        assertThat(check("openPlatform").getString("state")).isEqualTo("ok");
        admin.changeApp(appId, "{\"policy\":{\"tokenMode\":\"classic\"},\"openPlatform\":\"platform\"}");
        assertThat(check("tokenMode").getString("state")).isEqualTo("warn");
        assertThat(check("openPlatform").getString("state")).isEqualTo("warn");
    }

    @Test
    @DisplayName("R17.6 a wrong secret, a frozen one and a missing address are told apart")
    void refusalsAreToldApart() {
        wechat.changeSecret(appId, "another");
        assertFails("secret", 40125);
        wechat.changeSecret(appId, "secret");
        wechat.freeze(appId);
        assertFails("frozen", 40243);
        wechat.unfreeze(appId);
        wechat.allowOnly(appId, "203.0.113.7");
        assertFails("ipWhitelist", 40164);
        wechat.allowOnly(appId);
        assertThat(check("ipWhitelist").getString("state")).isEqualTo("ok");
    }

    @Test
    void silentWechatIsAWarningAndTakesSecondsAtMost() {
        wechat.of(appId).delay(WechatSystem.STABLE_TOKEN, Duration.ofSeconds(20));

        JsonObject check = check("secret");

        assertThat(check.getString("state")).isEqualTo("warn");
        assertThat(check.containsKey("errcode")).isFalse();
    }

    @Test
    void unknownAppIsNotFound() {
        assertProblem(admin.get("/apps/wx0000000000nobody/doctor"), 404, "not_found", "none");
    }

    private void assertFails(String name, int errcode) {
        JsonObject check = check(name);
        assertThat(check.getString("state")).as(check.toString()).isEqualTo("fail");
        assertThat(check.getInt("errcode")).isEqualTo(errcode);
        assertThat(check.getString("remedy")).isNotBlank();
    }

    private JsonObject check(String name) {
        return admin
                .get("/apps/" + appId + "/doctor")
                .json()
                .getJsonArray("checks")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(check -> check.getString("name").equals(name))
                .findFirst()
                .orElseThrow();
    }
}
