package io.weapp.passport.st;

import static io.weapp.passport.st.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("the doctor of an app")
@Tag("once-on-payara")
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

    @Test
    @DisplayName("R17.7 after a start the log says what the doctor finds, of enabled apps only")
    void findingsAreLoggedAfterAStart() {
        String well = "wx" + appId.substring(3) + "w";
        String disabled = "wx" + appId.substring(3) + "d";
        for (String other : List.of(well, disabled)) {
            wechat.registerApp(other, "secret", "platform");
            admin.registerApp(other, "secret");
        }
        admin.changeApp(
                well,
                "{\"push\":{\"token\":\"PushToken123\",\"mode\":\"safe\",\"format\":\"json\","
                        + "\"aesKey\":\"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ\"}}");
        admin.changeApp(disabled, "{\"enabled\":false}");
        wechat.freeze(appId);

        try (PassportServer node = TestBed.server().startPeer("doctor", Map.of("PASSPORT_DOCTOR_AT_START", "true"))) {
            await().atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(Files.readString(node.log()))
                            .contains("The doctor on " + appId + ": frozen fail: WeChat refuses to give a token.")
                            .contains("The doctor on " + appId + ": push warn: ")
                            .contains("The doctor on " + well + ": all well"));
            assertThat(node.log())
                    .content()
                    .doesNotContain("The doctor on " + disabled)
                    .doesNotContain("The doctor on " + appId + ": all well");
        }
        assertThat(TestBed.server().log()).content().doesNotContain("The doctor on ");
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
