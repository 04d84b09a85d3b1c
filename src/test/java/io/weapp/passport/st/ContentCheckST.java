package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weapp.passport.avatar.Drawn;
import jakarta.json.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R33 WeChat's opinion on nicknames and avatars")
@Tag("once")
class ContentCheckST {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration NEXT_CHORES = Duration.ofSeconds(100);

    private final LoginSystem login = LoginSystem.shared();
    private final AvatarSystem avatars = new AvatarSystem(login);
    private final AdminSystem admin = AdminSystem.shared();
    private final WechatSystem wechat = TestBed.wechat();
    private final Database database = Database.shared();
    private final String appId =
            "wx" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    private final String user = "content-" + UUID.randomUUID();
    private LoginSystem.LoggedIn me;

    @BeforeEach
    void newAppWithOneUser() {
        wechat.registerApp(appId, "secret-one", null);
        admin.registerApp(appId, "secret-one");
        me = LoginSystem.LoggedIn.from(login.login(appId, wechat.loginCodeOf(user, appId), Map.of()));
    }

    @AfterEach
    void heal() {
        wechat.heal();
    }

    @Test
    @DisplayName("R33.1 with the check off WeChat is not asked")
    void off() {
        assertThat(rename("anything").status()).isEqualTo(200);
        avatars.upload(me, Drawn.quarters("png", 60, 60));

        assertThat(wechat.of(appId).calls(WechatSystem.MSG_SEC_CHECK).total()).isZero();
        assertThat(wechat.of(appId).calls(WechatSystem.MEDIA_CHECK_ASYNC).total())
                .isZero();
    }

    @Test
    @DisplayName("R33.1 R33.5 REPORT shows and records")
    void report() {
        policy("nicknameCheck", "report");
        wechat.think("bad-report", "risky");

        assertThat(rename("bad-report").text("nickname")).isEqualTo("bad-report");

        assertThat(shown("nickname")).isEqualTo("bad-report");
        assertThat(recorded()).contains("nickname_risky");
    }

    @ParameterizedTest
    @ValueSource(strings = {"risky", "review"})
    @DisplayName("R33.2 ENFORCE refuses what WeChat does not pass, and nothing changes")
    void enforce(String suggest) {
        policy("nicknameCheck", "enforce");
        wechat.think("bad-" + suggest, suggest);
        rename("Ann");

        Problems.assertProblem(rename("bad-" + suggest), 422, "content_rejected", "none");

        assertThat(mine("nickname")).isEqualTo("Ann");
        assertThat(shown("nickname")).isEqualTo("Ann");
        assertThat(recorded()).contains("nickname_pass", "nickname_" + suggest);
    }

    @Test
    @DisplayName("R33.3 what cannot be checked now is its owner's alone, and is checked later")
    void pendingNickname() {
        rename("Ann");
        policy("nicknameCheck", "enforce");
        wechat.of(appId).failNext(WechatSystem.MSG_SEC_CHECK, 61010, 1);

        assertThat(rename("Later").text("nickname")).isEqualTo("Later");

        assertThat(mine("nickname")).isEqualTo("Later");
        assertThat(shown("nickname")).isEqualTo("Ann");
        makeDue();
        await().atMost(NEXT_CHORES)
                .untilAsserted(() -> assertThat(shown("nickname")).isEqualTo("Later"));
        assertThat(database.number("select count(*) from content_check where app_id = ?", appId))
                .isZero();
    }

    @Test
    @DisplayName("R33.3 a WeChat that does not answer costs nobody the change")
    void wechatIsDown() {
        policy("nicknameCheck", "enforce");
        policy("avatarCheck", "enforce");
        wechat.of(appId).cutBeforeWork(WechatSystem.MSG_SEC_CHECK, 3);
        wechat.of(appId).cutBeforeWork(WechatSystem.MEDIA_CHECK_ASYNC, 3);

        assertThat(rename("Ann").status()).isEqualTo(200);
        assertThat(avatars.upload(me, Drawn.quarters("png", 60, 60)).status()).isEqualTo(200);

        assertThat(mine("nickname")).isEqualTo("Ann");
        assertThat(shown("nickname")).isEmpty();
        assertThat(shown("avatarUrl")).isEmpty();
    }

    @Test
    @DisplayName("R33.4 an avatar is its owner's alone until WeChat passes it; one that is not passed is dropped")
    void avatar() {
        policy("avatarCheck", "enforce");
        pushes();
        String first = avatars.upload(me, Drawn.quarters("png", 61, 61)).text("avatarUrl");
        assertThat(mine("avatarUrl")).isEqualTo(first);
        assertThat(shown("avatarUrl")).isEmpty();
        assertThat(AvatarSystem.fetch(first).statusCode())
                .as("WeChat can fetch it")
                .isEqualTo(200);

        judge(first, "pass");
        await().atMost(SOON).untilAsserted(() -> assertThat(shown("avatarUrl")).isEqualTo(first));
        judge(first, "risky");

        String second = avatars.upload(me, Drawn.quarters("png", 62, 62)).text("avatarUrl");
        assertThat(mine("avatarUrl")).isEqualTo(second);
        judge(second, "risky");
        await().atMost(SOON).untilAsserted(() -> assertThat(mine("avatarUrl")).isEqualTo(first));
        assertThat(shown("avatarUrl")).isEqualTo(first);
        assertThat(AvatarSystem.fetch(second).statusCode()).isEqualTo(404);
        assertThat(recorded()).contains("avatar_pass", "avatar_risky");
    }

    @Test
    @DisplayName("R33.4 a picture that WeChat could not fetch is handed in again")
    void avatarIsHandedInAgain() {
        policy("avatarCheck", "enforce");
        pushes();
        String url = avatars.upload(me, Drawn.quarters("png", 63, 63)).text("avatarUrl");
        String trace = traceOf(url);

        wechat.of(appId)
                .push(Map.of(
                        "Event", "wxa_media_check", "trace_id", trace, "errcode", -1008, "errmsg", "download failed"));
        await().atMost(SOON)
                .until(() -> database.number(
                                "select count(*) from content_check where app_id = ? and trace_id is null", appId)
                        == 1);
        makeDue();

        await().atMost(NEXT_CHORES).until(() -> !traceOf(url).equals(trace));
        assertThat(shown("avatarUrl")).isEmpty();
        judge(url, "pass");
        await().atMost(SOON).untilAsserted(() -> assertThat(shown("avatarUrl")).isEqualTo(url));
    }

    private void policy(String check, String mode) {
        admin.changeApp(appId, "{\"policy\":{\"" + check + "\":\"" + mode + "\"}}");
    }

    private void pushes() {
        String aesKey = "a".repeat(42) + "A";
        admin.changeApp(
                appId,
                "{\"push\":{\"token\":\"PushToken123\",\"aesKey\":\"" + aesKey
                        + "\",\"mode\":\"safe\",\"format\":\"json\"}}");
        wechat.of(appId)
                .pushTo(
                        TestBed.server().base().resolve("/api/v1/wechat/" + appId + "/push"),
                        "PushToken123",
                        aesKey,
                        "safe",
                        "json");
    }

    private void judge(String url, String suggest) {
        assertThat(wechat.of(appId).judgeMedia(traceOf(url), suggest, 100))
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
    }

    private String traceOf(String url) {
        return wechat.mediaChecks().getOrDefault(url, "");
    }

    private void makeDue() {
        database.change("update content_check set due_at = 0 where app_id = ?", appId);
    }

    private Answer rename(String nickname) {
        Map<String, String> headers = new HashMap<>(LoginSystem.bearer(me.accessToken()));
        headers.put("Content-Type", "application/json");
        String body =
                Json.createObjectBuilder().add("nickname", nickname).build().toString();
        return login.send("PUT", "/api/v1/me/nickname", BodyPublishers.ofString(body), headers);
    }

    /** As the user sees it. */
    private String mine(String what) {
        return login.get("/api/v1/me", me.accessToken()).json().getString(what, "");
    }

    /** As everybody else sees it. */
    private String shown(String what) {
        return admin.get("/users/" + me.userId())
                .json()
                .getJsonArray("identities")
                .getJsonObject(0)
                .getString(what, "");
    }

    private String recorded() {
        return admin.get("/audit?type=content_checked&appId=" + appId).body();
    }
}
