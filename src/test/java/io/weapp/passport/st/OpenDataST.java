package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;

import io.weapp.passport.st.LoginSystem.LoggedIn;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenDataST {

    private static final String STEPS = "{\"stepInfoList\":[{\"timestamp\":1445866601,\"step\":100}]}";
    private static final String AVATAR = "https://thirdwx.qlogo.cn/mmopen/vi_32/abc/132";
    private static final int DECRYPTIONS = 200;
    private static final int CLIENTS = 16;

    private final LoginSystem login = LoginSystem.shared();
    private final UserInfoSystem info = UserInfoSystem.shared();
    private final WechatSystem wechat = TestBed.wechat();
    private final AuditSystem audit = new AuditSystem();
    private final String user = "open-data-" + UUID.randomUUID();
    private final LoggedIn me = login.loggedIn(user);

    @AfterEach
    void calm() {
        wechat.turn("session-key-rotation", "if-older");
        wechat.heal();
    }

    @Test
    @DisplayName("R41.1 open data is decrypted and not stored")
    void stepsAreOpened() {
        JsonObject opened = info.openData(me, wechat.openDataOf(user, STEPS)).json();

        assertThat(opened.getJsonArray("stepInfoList").getJsonObject(0).getInt("step"))
                .isEqualTo(100);
        assertThat(opened.getJsonObject("watermark").getString("appid")).isEqualTo(WechatSystem.DEMO_APP);
    }

    @Test
    @DisplayName("R41.1 the predecessor of the newest key still opens, one before it does not")
    void ringHasTwoKeys() {
        wechat.turn("session-key-rotation", "always");
        WechatSystem.OpenData first = wechat.openDataOf(user, STEPS);
        WechatSystem.OpenData second = wechat.openDataOf(user, "{\"n\":2}");
        login.loggedIn(user);

        assertThat(info.openData(me, first).status()).isEqualTo(200);
        login.loggedIn(user);

        Problems.assertProblem(info.openData(me, second), 409, "session_key_stale", "login");
    }

    @Test
    @DisplayName("R41.1 what does not open says why")
    void everyFailureHasItsName() {
        WechatSystem.OpenData good = wechat.openDataOf(user, STEPS);

        Problems.assertProblem(
                info.openData(me, wechat.openDataOf(user, STEPS, Making.WITH_WRONG_KEY)),
                409,
                "session_key_stale",
                "login");
        Problems.assertProblem(
                info.openData(me, wechat.openDataOf(user, STEPS, Making.forApp(WechatSystem.SECOND_APP))),
                400,
                "open_data_foreign",
                "reauthorize");
        Problems.assertProblem(
                info.openData(
                        me,
                        wechat.openDataOf(user, STEPS, Making.at(Instant.now().minus(Duration.ofMinutes(11))))),
                400,
                "open_data_expired",
                "reauthorize");
        Problems.assertProblem(
                info.openData(
                        me,
                        wechat.openDataOf(user, STEPS, Making.at(Instant.now().plus(Duration.ofMinutes(5))))),
                400,
                "open_data_expired",
                "reauthorize");
        Problems.assertProblem(
                info.openData(me, good.encryptedData(), "AAAA"), 400, "open_data_damaged", "reauthorize");
        Problems.assertProblem(
                info.openData(me, good.encryptedData().substring(4), good.iv()),
                400,
                "open_data_damaged",
                "reauthorize");
    }

    @Test
    @DisplayName("R41.2 a ciphertext is good once, however it is spelled and however many ask at once")
    void ciphertextIsGoodOnce() {
        WechatSystem.OpenData data = wechat.openDataOf(user, STEPS);
        String spaced = data.encryptedData().replace('+', ' ');

        List<Answer> answers = LoginSystem.atOnce(8, () -> info.openData(me, spaced, data.iv()));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> Problems.assertProblem(answer, 409, "open_data_replayed", "reauthorize"));
        Problems.assertProblem(info.openData(me, data), 409, "open_data_replayed", "reauthorize");
    }

    @Test
    @DisplayName("R41.4 data that names another openid is refused and recorded")
    void dataOfAnotherUserIsRefused() {
        WechatSystem.OpenData foreign =
                wechat.openDataOf(user, "{\"openId\":\"" + wechat.openIdOf(user + "-other") + "\"}");

        Problems.assertProblem(info.openData(me, foreign), 400, "open_data_foreign", "reauthorize");

        JsonObject event = audit.one("type=open_data_refused&userId=" + me.userId());
        assertThat(event.getString("reason")).isEqualTo("open_data_foreign");
        assertThat(event.getString("appId")).isEqualTo(WechatSystem.DEMO_APP);
        assertThat(info.openData(me, wechat.openDataOf(user, "{\"openId\":\"" + wechat.openIdOf(user) + "\"}"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("R41.1 one app's data says nothing to a session of another app")
    void otherUsersKeysDoNotOpenIt() {
        LoggedIn other = login.loggedIn(user + "-other");

        Problems.assertProblem(info.openData(other, wechat.openDataOf(user, STEPS)), 409, "session_key_stale", "login");
    }

    @Test
    @DisplayName("R41.2 a profile is stored, and the same request gets the same answer")
    void profileIsStored() {
        wechat.nameUser(user, "小明 😀", AVATAR);
        WechatSystem.UserInfo shown = wechat.userProfileOf(user);

        Answer first = info.show(me, shown);
        Answer second = info.show(me, shown);

        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(first.text("nickname")).isEqualTo("小明 😀");
        assertThat(first.text("avatarUrl")).isEqualTo(AVATAR);
        assertThat(first.json().getBoolean("profileComplete")).isTrue();
        assertThat(second.json())
                .isEqualTo(first.json())
                .isEqualTo(info.profile(me).json());
    }

    @Test
    @DisplayName("R41.2 the same request is known again when its key and its time are gone, and many at once are one")
    void repetitionOutlivesKeyAndAge() {
        wechat.turn("session-key-rotation", "always");
        wechat.nameUser(user, "小明", AVATAR);
        WechatSystem.UserInfo shown = wechat.userInfoOf(user);

        List<Answer> answers = LoginSystem.atOnce(8, () -> info.show(me, shown));
        login.loggedIn(user);
        login.loggedIn(user);

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(info.show(me, shown).json()).isEqualTo(answers.get(0).json());
    }

    @Test
    @DisplayName("R41.2 a request whose profile was replaced does not come back")
    void replacedProfileDoesNotComeBack() {
        wechat.nameUser(user, "old", AVATAR);
        WechatSystem.UserInfo old = wechat.userProfileOf(user);
        info.show(me, old);
        wechat.nameUser(user, "new", AVATAR);
        info.show(me, wechat.userProfileOf(user));

        Problems.assertProblem(info.show(me, old), 409, "open_data_replayed", "reauthorize");
        assertThat(info.profile(me).text("nickname")).isEqualTo("new");
    }

    @Test
    @DisplayName("R4.4 WeChat's placeholder overwrites nothing")
    void placeholderOverwritesNothing() {
        WechatSystem.UserInfo anonymous = wechat.userInfoOf(user);
        wechat.nameUser(user, "小明", AVATAR);
        info.show(me, wechat.userInfoOf(user));

        Answer answer = info.show(me, anonymous);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.text("nickname")).isEqualTo("小明");
        assertThat(answer.text("avatarUrl")).isEqualTo(AVATAR);
    }

    @Test
    @DisplayName("R41.3 raw data and encrypted data must be of one key, and raw data whole")
    void signatureIsChecked() {
        wechat.turn("session-key-rotation", "always");
        WechatSystem.UserInfo old = wechat.userInfoOf(user);
        login.loggedIn(user);
        WechatSystem.UserInfo fresh = wechat.userInfoOf(user);

        Problems.assertProblem(
                info.show(
                        me,
                        UserInfoSystem.fieldsOf(fresh)
                                .add("rawData", old.rawData())
                                .add("signature", old.signature())),
                400,
                "signature_mismatch",
                "reauthorize");
        Problems.assertProblem(
                info.show(me, UserInfoSystem.fieldsOf(fresh).add("rawData", fresh.rawData() + " ")),
                400,
                "signature_mismatch",
                "reauthorize");
        assertThat(info.show(me, fresh).status()).isEqualTo(200);
        assertThat(info.show(me, old).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("R41.5 data is signed with the newest session key, as WeChat does it")
    void dataIsSigned() throws GeneralSecurityException {
        for (String data : List.of("", "{\"foo\":\"bar\"}", "微信 \u0000 😀")) {
            assertThat(info.signature(me, data).text("signature")).isEqualTo(hmac(data, wechat.sessionKeyOf(user)));
        }
        Problems.assertProblem(info.signature(me, "x".repeat(16_385)), 400, "invalid_request", "none");
        Problems.assertProblem(info.post(me, "/signature", "{}"), 400, "invalid_request", "none");
    }

    @Test
    @DisplayName("R41.5 WeChat says whether the key is still the user's")
    void keyStateIsWechats() {
        assertThat(info.keyState(me).text("state")).isEqualTo("valid");

        wechat.rotateSessionKeyOf(user);
        assertThat(info.keyState(me).text("state")).isEqualTo("stale");

        wechat.failNext(WechatSystem.CHECK_SESSION, 87007, 1);
        assertThat(info.keyState(me).text("state")).isEqualTo("stale");

        Database.shared()
                .change(
                        "delete from session_key where identity_id ="
                                + " (select identity_id from login_session where id = ?)",
                        me.sessionId());
        assertThat(info.keyState(me).text("state")).isEqualTo("unknown");
        Problems.assertProblem(info.signature(me, ""), 409, "session_key_stale", "login");
    }

    @Test
    @DisplayName("R41.5 WeChat out of reach is no state of a key")
    void outageIsNoKeyState() {
        wechat.cutBeforeWork(WechatSystem.CHECK_SESSION, 1);
        Problems.assertRetryLater(info.keyState(me), 503, "wechat_unavailable");

        wechat.failNext(WechatSystem.CHECK_SESSION, -1, 1);
        Problems.assertRetryLater(info.keyState(me), 503, "wechat_busy");
    }

    @Test
    @DisplayName("R41.5 an operator has the key replaced; what the old one made still opens")
    void operatorResetsTheKey() {
        AdminSystem operator = AdminSystem.shared();
        String path = "/users/" + me.userId() + "/identities/" + WechatSystem.DEMO_APP + "/wechat-key/reset";
        WechatSystem.OpenData before = wechat.openDataOf(user, STEPS);
        String old = wechat.sessionKeyOf(user);

        Answer answer = operator.post(path);

        assertThat(answer.status()).as(answer.body()).isEqualTo(204);
        assertThat(wechat.sessionKeyOf(user)).isNotEqualTo(old);
        assertThat(info.keyState(me).text("state")).isEqualTo("valid");
        assertThat(info.openData(me, before).status()).isEqualTo(200);
        assertThat(info.openData(me, wechat.openDataOf(user, STEPS)).status()).isEqualTo(200);
        JsonObject event = audit.one("type=session_key_reset&userId=" + me.userId());
        assertThat(event.getString("actor")).isEqualTo("operator:" + TestBed.OPERATOR);

        wechat.rotateSessionKeyOf(user);
        Problems.assertProblem(operator.post(path), 409, "session_key_stale", "login");
        Problems.assertProblem(
                operator.post("/users/" + me.userId() + "/identities/wxnone/wechat-key/reset"),
                404,
                "not_found",
                "none");
        assertThat(audit.all("type=session_key_reset&userId=" + me.userId(), 10))
                .hasSize(1);
    }

    @ParameterizedTest
    @DisplayName("R41.6 hostile bodies are problems of the client")
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "5",
                "\"x\"",
                "{",
                "{}",
                "{\"encryptedData\":null,\"iv\":null}",
                "{\"encryptedData\":5,\"iv\":6}",
                "{\"encryptedData\":{},\"iv\":[]}",
                "{\"encryptedData\":\"\\u0000\",\"iv\":\"\\ud800\"}",
                "{\"encryptedData\":\"AAAAAAAAAAAAAAAAAAAAAA==\",\"iv\":\"AAAAAAAAAAAAAAAAAAAAAA==\"}",
                "{\"rawData\":\"\\ud800\",\"signature\":\"\\u0000\",\"encryptedData\":\"AAAAAAAAAAAAAAAAAAAAAA==\",\"iv\":\"AAAAAAAAAAAAAAAAAAAAAA==\"}",
                "{\"data\":[]}",
                "{\"code\":\"\\u0000\"}",
                "{\"code\":\"\\ud800\\n%{}\"}",
                "{\"code\":\"a\",\"iv\":\"b\"}",
                "{\"code\":\"\"}",
                "{\"code\":\"a\",\"renew\":\"perhaps\"}",
                "{\"code\":{\"a\":1}}"
            })
    void hostileBodyIsNoError(String body) {
        for (String path : List.of("/profile", "/open-data", "/signature", "/phone")) {
            Answer answer = info.post(me, path, body);

            assertThat(answer.status())
                    .as(path + " " + body + ": " + answer.body())
                    .isBetween(400, 499);
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        }
    }

    @Test
    @DisplayName("R41.6 what WeChat itself would never encrypt is no error either")
    void hostilePlaintextIsNoError() {
        List<String> hostile = new ArrayList<>(List.of(
                "{\"nickName\":5,\"avatarUrl\":{}}",
                "{\"nickName\":\"\\u0000\\u202e\",\"avatarUrl\":\"https://x/\\u0000\\ud800\"}",
                "{\"is_demote\":\"yes\"}",
                "{\"purePhoneNumber\":{},\"countryCode\":[]}",
                "{\"purePhoneNumber\":\"\\u0000\",\"countryCode\":1e99}",
                "{\"purePhoneNumber\":13580006666,\"countryCode\":-86}"));
        hostile.add("{\"a\":" + "[".repeat(400) + "]".repeat(400) + "}");

        for (String plain : hostile) {
            WechatSystem.OpenData data = wechat.openDataOf(user, plain);
            String rawData = "{}";
            String signature = sha1(rawData + wechat.sessionKeyOf(user));

            Answer phone = info.phoneByData(me, data);
            Answer profile = info.show(
                    me,
                    Json.createObjectBuilder()
                            .add("rawData", rawData)
                            .add("signature", signature)
                            .add("encryptedData", data.encryptedData())
                            .add("iv", data.iv()));

            Problems.assertProblem(phone, 400, "open_data_damaged", "reauthorize");
            assertThat(profile.status()).as(plain + ": " + profile.body()).isEqualTo(200);
        }
        assertThat(info.profile(me).json()).doesNotContainKeys("nickname", "avatarUrl");
    }

    @Test
    @DisplayName("R41.1 while logins rotate the key, every decryption succeeds or says that the key is stale")
    void rotationUnderLoadHasNamedOutcomes() {
        wechat.turn("session-key-rotation", "always");
        AtomicInteger started = new AtomicInteger();

        List<List<Answer>> all = LoginSystem.atOnce(CLIENTS, () -> {
            List<Answer> answers = new ArrayList<>();
            for (int i = started.incrementAndGet(); i <= DECRYPTIONS; i = started.incrementAndGet()) {
                if (i % 10 == 0) {
                    login.loggedIn(user);
                }
                answers.add(info.openData(me, wechat.openDataOf(user, "{\"i\":" + i + "}")));
            }
            return answers;
        });

        List<Answer> answers = all.stream().flatMap(List::stream).toList();
        assertThat(answers).hasSize(DECRYPTIONS);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> Problems.assertProblem(answer, 409, "session_key_stale", "login"));
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSizeGreaterThan(DECRYPTIONS / 2);
        assertThat(info.openData(me, wechat.openDataOf(user, STEPS)).status()).isEqualTo(200);
    }

    private static String hmac(String data, String key) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(data.getBytes(StandardCharsets.UTF_8)));
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
