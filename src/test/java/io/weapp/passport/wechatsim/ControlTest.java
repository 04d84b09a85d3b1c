package io.weapp.passport.wechatsim;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weapp.passport.st.Making;
import io.weapp.passport.st.WechatCalls;
import io.weapp.passport.st.WechatSystem;
import io.weapp.passport.st.WechatSystem.Identity;
import io.weapp.passport.wechatsim.SimulatedWechat.Answer;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ControlTest {
    private static final String LOGIN = "/sns/jscode2session";

    @RegisterExtension
    final SimulatedWechat wechat = new SimulatedWechat();

    @Test
    void anAppIsRegisteredAndChangedFieldByField() throws Exception {
        Answer added = wechat.post(
                "/control/apps", "{\"appId\":\"wxnew\",\"secret\":\"s\",\"openPlatformId\":\"p\",\"minuteQuota\":7}");
        assertThat(added.body())
                .isEqualTo("{\"appId\":\"wxnew\",\"secret\":\"s\",\"frozen\":false,\"ipWhitelist\":[],"
                        + "\"openPlatformId\":\"p\",\"minuteQuota\":7}");
        Answer changed = wechat.post("/control/apps", "{\"appId\":\"wxnew\",\"frozen\":true,\"openPlatformId\":null}");
        assertThat(changed.body())
                .isEqualTo(
                        "{\"appId\":\"wxnew\",\"secret\":\"s\",\"frozen\":true,\"ipWhitelist\":[],\"minuteQuota\":7}");
    }

    @Test
    void aNewAppNeedsASecret() throws Exception {
        assertThat(wechat.post("/control/apps", "{\"appId\":\"wxnew\"}").status())
                .isEqualTo(400);
    }

    @Test
    void aUserIsWhoOneSays() throws Exception {
        wechat.system.changePhoneOf("alice", "1", "5550100");
        wechat.system.nameUser("alice", "Alice", "https://example.org/a.png");
        wechat.system.changeUnionIdOf("alice", "oOwn");
        wechat.system.block("alice");
        assertThat(wechat.post("/control/users", "{\"user\":\"alice\"}").body())
                .isEqualTo("{\"user\":\"alice\",\"unionId\":\"oOwn\",\"blocked\":true,\"phone\":\"5550100\","
                        + "\"countryCode\":\"1\",\"nickName\":\"Alice\",\"avatarUrl\":\"https://example.org/a.png\"}");
    }

    @Test
    void aUnionidMayBeHiddenShownAndChanged() {
        String derived = wechat.system.unionIdOf("alice");
        assertThat(derived).isNotNull();
        wechat.system.hideUnionIdOf("alice");
        assertThat(wechat.system.unionIdOf("alice")).isNull();
        wechat.system.changeUnionIdOf("alice", "oOwn");
        assertThat(wechat.system.unionIdOf("alice")).isEqualTo("oOwn");
        wechat.system.showUnionIdOf("alice");
        assertThat(wechat.system.unionIdOf("alice")).isEqualTo(derived);
    }

    @Test
    void anAppMayJoinAnOpenPlatformLater() {
        WechatSystem second = wechat.system.of(WechatSystem.SECOND_APP);
        assertThat(second.unionIdOf("alice")).isNull();
        second.bindToOpenPlatform(WechatSystem.SECOND_APP, "demo-platform");
        assertThat(second.unionIdOf("alice")).isEqualTo(wechat.system.unionIdOf("alice"));
    }

    @Test
    void theIdentityIsWhatALoginGives() throws Exception {
        JsonObject session = wechat.login(wechat.system.loginCodeOf("alice")).json();
        Identity identity = wechat.system.identityOf("alice");
        assertThat(identity.openId()).isEqualTo(session.getString("openid"));
        assertThat(identity.unionId()).isEqualTo(session.getString("unionid"));
        assertThat(identity.sessionKey()).isEqualTo(session.getString("session_key"));
        assertThat(identity.previousSessionKey()).isNull();
    }

    @Test
    void aForcedRotationKeepsThePreviousKeyInMemory() {
        String old = wechat.system.sessionKeyOf("alice");
        String rotated = wechat.system.rotateSessionKeyOf("alice");
        assertThat(rotated).isNotEqualTo(old);
        assertThat(wechat.system.identityOf("alice"))
                .returns(rotated, Identity::sessionKey)
                .returns(old, Identity::previousSessionKey);
    }

    @Test
    void userInfoIsSignedAndNamesTheUserInItsEncryptedPart() {
        wechat.system.nameUser("alice", "Alice \"艾\"", "https://example.org/a.png");
        WechatSystem.UserInfo info = wechat.system.userInfoOf("alice");
        SessionKey key = new SessionKey(wechat.system.sessionKeyOf("alice"));

        assertThat(info.signature()).isEqualTo(key.signatureOf(info.rawData()));
        assertThat(info.rawData())
                .isEqualTo("{\"nickName\":\"Alice \\\"艾\\\"\",\"gender\":0,\"language\":\"zh_CN\",\"city\":\"\","
                        + "\"province\":\"\",\"country\":\"\",\"avatarUrl\":\"https://example.org/a.png\"}");
        assertThat(key.decrypt(info.encryptedData(), info.iv()))
                .startsWith("{\"openId\":\"" + wechat.system.openIdOf("alice") + "\",\"nickName\":\"Alice")
                .contains("\"unionId\":\"" + wechat.system.unionIdOf("alice") + "\"")
                .matches(".*\"watermark\":\\{\"timestamp\":\\d{10},\"appid\":\"wx0000000000demo01\"}}");
    }

    @Test
    void aUserProfileNamesNobody() {
        WechatSystem.UserInfo info = wechat.system.userProfileOf("alice");
        SessionKey key = new SessionKey(wechat.system.sessionKeyOf("alice"));
        assertThat(info.rawData()).contains("\"微信用户\"", "\"is_demote\":true");
        assertThat(info.signature()).isEqualTo(key.signatureOf(info.rawData()));
        assertThat(key.decrypt(info.encryptedData(), info.iv()))
                .startsWith("{\"nickName\":\"微信用户\"")
                .contains("\"watermark\"")
                .doesNotContain("openId", "unionId");
    }

    @Test
    void theOldPhoneButtonEncryptsThePhoneNumber() {
        WechatSystem.OpenData data = wechat.system.phoneDataOf("alice");
        assertThat(new SessionKey(wechat.system.sessionKeyOf("alice")).decrypt(data.encryptedData(), data.iv()))
                .contains("\"purePhoneNumber\":\"" + wechat.system.phoneOf("alice") + "\"")
                .contains("\"watermark\":{\"timestamp\":1", "\"appid\":\"wx0000000000demo01\"");
    }

    @Test
    void openDataOfAnyKindGetsItsWatermark() {
        WechatSystem.OpenData data = wechat.system.openDataOf("alice", "{\"openGId\":\"tG\"}");
        assertThat(new SessionKey(wechat.system.sessionKeyOf("alice")).decrypt(data.encryptedData(), data.iv()))
                .matches("\\{\"openGId\":\"tG\",\"watermark\":\\{\"timestamp\":\\d+,\"appid\":\"wx0{10}demo01\"}}");
    }

    @Test
    void theWatermarkMayBeOfAnotherTimeAndApp() {
        SessionKey key = new SessionKey(wechat.system.sessionKeyOf("alice"));
        WechatSystem.OpenData old =
                wechat.system.openDataOf("alice", "{}", Making.at(Instant.ofEpochSecond(1477314187)));
        WechatSystem.OpenData foreign = wechat.system.openDataOf("alice", "{}", Making.forApp("wxforeign"));
        assertThat(key.decrypt(old.encryptedData(), old.iv()))
                .isEqualTo("{\"watermark\":{\"timestamp\":1477314187,\"appid\":\"wx0000000000demo01\"}}");
        assertThat(key.decrypt(foreign.encryptedData(), foreign.iv())).contains("\"appid\":\"wxforeign\"");
    }

    @Test
    void openDataMayBeMadeWithThePreviousKey() {
        SessionKey old = new SessionKey(wechat.system.sessionKeyOf("alice"));
        wechat.system.rotateSessionKeyOf("alice");
        WechatSystem.UserInfo info = wechat.system.userInfoOf("alice", Making.WITH_PREVIOUS_KEY);
        assertThat(info.signature()).isEqualTo(old.signatureOf(info.rawData()));
        assertThat(old.decrypt(info.encryptedData(), info.iv())).contains("openId");
    }

    @Test
    void openDataMayBeMadeWithAWrongKey() {
        WechatSystem.UserInfo info = wechat.system.userProfileOf("alice", Making.WITH_WRONG_KEY);
        SessionKey key = new SessionKey(wechat.system.sessionKeyOf("alice"));
        assertThat(info.signature()).isNotEqualTo(key.signatureOf(info.rawData()));
    }

    @Test
    void whoHasNoPreviousKeyCannotUseIt() {
        assertThatThrownBy(() -> wechat.system.userInfoOf("alice", Making.WITH_PREVIOUS_KEY))
                .hasMessageContaining("no previous session key");
    }

    @Test
    void callsAreCountedPerApiAndAppWithTheirOutcomes() throws Exception {
        wechat.login(wechat.system.loginCodeOf("alice"));
        wechat.login("nonsense");
        wechat.login("nonsense");
        wechat.get(LOGIN, "appid", WechatSystem.SECOND_APP);
        wechat.get("/cgi-bin/token");

        WechatCalls all = wechat.system.calls(LOGIN);
        assertThat(all.total()).isEqualTo(4);
        assertThat(all.outcomes()).containsOnly(entry("0", 1), entry("40029", 2), entry("41004", 1));
        assertThat(all.requests()).hasSize(4);
        WechatCalls second = wechat.system.of(WechatSystem.SECOND_APP).calls(LOGIN);
        assertThat(second.total()).isEqualTo(1);
        assertThat(second.endedWith(41004)).isEqualTo(1);
        assertThat(second.requests()).hasSize(1);
        assertThat(wechat.get("/control/calls").json().getInt("total")).isEqualTo(5);

        wechat.system.forgetCalls();
        assertThat(wechat.system.calls(LOGIN)).isEqualTo(new WechatCalls(0, Map.of(), List.of()));
    }

    @Test
    void aCallIsRememberedDecodedButWithoutItsSecrets() throws Exception {
        wechat.login("a+b&c=d é");
        WechatCalls.Seen seen = wechat.system.calls(LOGIN).last();
        assertThat(seen.method()).isEqualTo("GET");
        assertThat(seen.query())
                .containsOnly(
                        entry("appid", SimulatedWechat.APP),
                        entry("secret", "***"),
                        entry("js_code", "a+b&c=d é"),
                        entry("grant_type", "authorization_code"));
        assertThat(seen.headers()).contains("host", "user-agent");

        wechat.stableToken(",\"force_refresh\":false");
        assertThat(wechat.system.calls("/cgi-bin/stable_token").last().body())
                .containsEntry("secret", "***")
                .containsEntry("force_refresh", "false");
    }

    @Test
    void theJournalKeepsTheLatest200CallsButCountsAll() throws Exception {
        for (int i = 0; i < 205; i++) {
            wechat.get("/cgi-bin/token", "n", String.valueOf(i));
        }
        WechatCalls calls = wechat.system.calls("/cgi-bin/token");
        assertThat(calls.total()).isEqualTo(205);
        assertThat(calls.requests()).hasSize(200);
        assertThat(calls.last().query()).containsEntry("n", "204");
    }

    @Test
    void theClockGoesAhead() {
        Instant before = wechat.system.advanceClock(Duration.ZERO);
        assertThat(wechat.system.advanceClock(Duration.ofDays(1)))
                .isBetween(
                        before.plus(Duration.ofDays(1)),
                        before.plus(Duration.ofDays(1)).plusSeconds(10));
    }

    @Test
    void aResetMakesEverythingAsAtTheStart() throws Exception {
        wechat.system.block("alice");
        wechat.system.freeze(WechatSystem.DEMO_APP);
        wechat.system.turn("slash-escaping", "on");
        wechat.system.failUntilHealed(LOGIN, -1);
        wechat.system.advanceClock(Duration.ofDays(1));
        String code = wechat.system.loginCodeOf("alice");
        wechat.login(code);

        wechat.system.reset();
        assertThat(wechat.system.calls(LOGIN).total()).isZero();
        assertThat(wechat.login(code).errcode()).isEqualTo(40029);
        assertThat(wechat.login(wechat.system.loginCodeOf("alice")).errcode()).isZero();
        assertThat(wechat.get("/control/switches").json().getString("slash-escaping"))
                .isEqualTo("off");
        assertThat(wechat.system.advanceClock(Duration.ZERO))
                .isBefore(Instant.now().plusSeconds(60));
    }

    @Test
    void mistakesAreTold() throws Exception {
        assertThat(wechat.post("/control/nothing", "{}").status()).isEqualTo(404);
        assertThat(wechat.get("/control/reset").status()).isEqualTo(404);
        assertThat(wechat.post("/control/codes", "{").status()).isEqualTo(400);
        assertThat(List.of(
                        "{}",
                        "{\"user\":1}",
                        "{\"user\":\"a\",\"appId\":\"wxnobody\"}",
                        "{\"user\":\"a\",\"kind\":\"x\"}",
                        "{\"user\":\"a\",\"expired\":\"yes\"}"))
                .allSatisfy(body ->
                        assertThat(wechat.post("/control/codes", body).status()).isEqualTo(400));
        assertThat(wechat.post("/control/open-data", "{\"user\":\"alice\"}").body())
                .isEqualTo("{\"error\":\"data is missing\"}");
    }
}
