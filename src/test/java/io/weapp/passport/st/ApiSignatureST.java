package io.weapp.passport.st;

import static io.weapp.passport.st.Problems.assertProblem;
import static io.weapp.passport.st.Problems.assertRetryLater;
import static org.assertj.core.api.Assertions.assertThat;

import io.weapp.passport.st.LoginSystem.LoggedIn;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("calls to WeChat that are signed and encrypted")
class ApiSignatureST {

    private static final String SYMMETRIC_KEY =
            Base64.getEncoder().encodeToString("0123456789abcdef0123456789ABCDEF".getBytes());
    private static final String SYMMETRIC_SN = "symmetric-sn";

    private static KeyPair ours;
    private static KeyPair others;

    private final AdminSystem admin = AdminSystem.shared();
    private final LoginSystem login = LoginSystem.shared();
    private final UserInfoSystem info = UserInfoSystem.shared();
    private final Database database = Database.shared();
    private final NewApp app = NewApp.registered(admin);
    private final WechatSystem wechat = app.wechat();
    private final String path = "/apps/" + app.appId();
    private final String user = "signature-" + UUID.randomUUID();

    @BeforeAll
    static void makeKeys() throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        ours = generator.generateKeyPair();
        others = generator.generateKeyPair();
        Transcript.SECRETS.add(SYMMETRIC_KEY);
        Transcript.SECRETS.add(middleOf(ours));
    }

    @Test
    @DisplayName("R6.8 an app with keys verifies a phone number by a call that nobody else could read or make")
    void phoneNumberOverASignedCall() {
        give(keys(requireSignature(true), ours));

        Answer phone = phone();

        assertThat(phone.status()).as(phone.body()).isEqualTo(200);
        assertThat(phone.text("phone")).isEqualTo(wechat.phoneOf(user));
        WechatCalls.Seen call = wechat.calls(WechatSystem.PHONE_NUMBER).last();
        assertThat(call.body()).containsOnlyKeys("iv", "data", "authtag");
        assertThat(call.headers()).contains("wechatmp-appid", "wechatmp-timestamp", "wechatmp-signature");
    }

    @Test
    @DisplayName("R6.8 what WeChat refuses comes through the signature as what it is")
    void refusalOverASignedCall() {
        give(keys(requireSignature(true), ours));

        assertProblem(info.phoneByCode(loggedIn(), "no-such-code"), 400, "phone_code_invalid", "reauthorize");
    }

    @Test
    @DisplayName("R6.8 a key that WeChat does not know is named as the operator's mistake")
    void wrongKey() {
        give(keys(requireSignature(true), others));

        JsonObject problem = assertProblem(phone(), 502, "wechat_misconfigured", "none");

        assertThat(problem.getJsonObject("wechat").getInt("errcode")).isEqualTo(40234);
    }

    @Test
    @DisplayName("R6.8 so are another symmetric key and no keys at all")
    void wrongSymmetricKeyAndNone() {
        WechatSystem.ApiKey wechatKey = requireSignature(true);
        assertThat(phone().json().getJsonObject("wechat").getInt("errcode")).isEqualTo(40233);

        NewApp second = NewApp.registered(admin);
        second.wechat().requireSignature(pem("PUBLIC KEY", ours.getPublic().getEncoded()), SYMMETRIC_KEY, "sn-1", true);
        admin.changeApp(second.appId(), signing(keys(wechatKey, ours).add("symmetricKeySn", "sn-2")));
        LoggedIn me = LoggedIn.from(second.login(login, user));
        Answer refused = info.phoneByCode(me, second.wechat().phoneCodeOf(user));

        assertThat(refused.json().getJsonObject("wechat").getInt("errcode")).isEqualTo(40235);
    }

    @Test
    @DisplayName("R6.8 an unsigned answer is none, and the one who waits is told to try again")
    void unsignedAnswer() {
        give(keys(requireSignature(false), ours));

        assertRetryLater(phone(), 503, "wechat_unavailable");
    }

    @Test
    @DisplayName("R6.8 an answer that somebody else has signed is none")
    void answerOfAnother() {
        WechatSystem.ApiKey wechatKey = requireSignature(true);
        give(keys(
                new WechatSystem.ApiKey(pem("PUBLIC KEY", others.getPublic().getEncoded()), wechatKey.serial()), ours));

        assertRetryLater(phone(), 503, "wechat_unavailable");
    }

    @Test
    @DisplayName("R3.16 no key is ever shown, and none is stored readable")
    void keysAreNotShown() {
        WechatSystem.ApiKey wechatKey = requireSignature(true);

        JsonObject changed = give(keys(wechatKey, ours).add("privateKeySn", "private-sn"));

        assertThat(changed.getJsonObject("apiSignature"))
                .isEqualTo(Json.createObjectBuilder()
                        .add("symmetricKeySn", SYMMETRIC_SN)
                        .add("privateKeySn", "private-sn")
                        .add("wechatCertificateSn", wechatKey.serial())
                        .build());
        assertThat(changed + admin.get(path).body() + admin.get("/apps").body())
                .doesNotContain(SYMMETRIC_KEY, middleOf(ours), "BEGIN");
        assertThat(database.text(
                        "select concat(api_key, ' ', api_private_key) from mini_app where app_id = ?", app.appId()))
                .startsWith("v1.")
                .doesNotContain(SYMMETRIC_KEY, middleOf(ours), "BEGIN");
    }

    @Test
    @DisplayName("R3.16 what a change does not name stays, and null takes the keys away")
    void absentStaysAndNullRemoves() {
        WechatSystem.ApiKey wechatKey = requireSignature(true);
        give(keys(wechatKey, ours));
        admin.changeApp(app.appId(), signing(Json.createObjectBuilder().add("privateKeySn", "private-sn")));
        assertThat(phone().status()).isEqualTo(200);

        assertThat(admin.changeApp(app.appId(), "{\"name\":\"renamed\"}")).containsKey("apiSignature");
        assertThat(admin.changeApp(app.appId(), "{\"apiSignature\":null}")).doesNotContainKey("apiSignature");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|symmetricKey",
                "{\"symmetricKey\":\"AAAA\"}|symmetricKey",
                "{\"symmetricKey\":null}|symmetricKey",
                "{\"symmetricKeySn\":\"\"}|symmetricKeySn",
                "{\"privateKey\":\"-----BEGIN PRIVATE KEY-----\\nAAAA\\n-----END PRIVATE KEY-----\"}|privateKey",
                "{\"privateKeySn\":7}|privateKeySn",
                "{\"wechatCertificate\":\"-----BEGIN CERTIFICATE-----\\nAAAA\\n-----END CERTIFICATE-----\"}|wechatCertificate",
                "{\"wechatCertificateSn\":\"a b\"}|wechatCertificateSn"
            })
    @DisplayName("R3.16 a key that does not parse is refused by name, and nothing changes")
    void brokenKeyIsNamed(String json, String field) {
        JsonObject before = admin.get(path).json();

        JsonObject problem =
                assertProblem(admin.put(path, "{\"apiSignature\":" + json + "}"), 400, "invalid_request", "none");

        assertThat(problem.getJsonArray("violations").getValuesAs(JsonObject.class))
                .extracting(violation -> violation.getString("field"))
                .contains("apiSignature." + field);
        assertThat(admin.get(path).json()).isEqualTo(before);
    }

    private WechatSystem.ApiKey requireSignature(boolean signs) {
        return wechat.requireSignature(
                pem("PUBLIC KEY", ours.getPublic().getEncoded()), SYMMETRIC_KEY, SYMMETRIC_SN, signs);
    }

    private static JsonObjectBuilder keys(WechatSystem.ApiKey wechatKey, KeyPair ours) {
        return Json.createObjectBuilder()
                .add("symmetricKey", SYMMETRIC_KEY)
                .add("symmetricKeySn", SYMMETRIC_SN)
                .add("privateKey", pem("PRIVATE KEY", ours.getPrivate().getEncoded()))
                .add("wechatCertificate", wechatKey.publicKey())
                .add("wechatCertificateSn", wechatKey.serial());
    }

    private JsonObject give(JsonObjectBuilder keys) {
        return admin.changeApp(app.appId(), signing(keys));
    }

    private static String signing(JsonObjectBuilder keys) {
        return Json.createObjectBuilder().add("apiSignature", keys).build().toString();
    }

    private LoggedIn loggedIn() {
        return LoggedIn.from(app.login(login, user));
    }

    private Answer phone() {
        return info.phoneByCode(loggedIn(), wechat.phoneCodeOf(user));
    }

    private static String pem(String kind, byte[] key) {
        return """
                -----BEGIN %s-----
                %s
                -----END %s-----
                """.formatted(kind, Base64.getMimeEncoder().encodeToString(key), kind);
    }

    /** A line of the private key as it stands in its file. */
    private static String middleOf(KeyPair pair) {
        return pem("PRIVATE KEY", pair.getPrivate().getEncoded()).split("\\R")[8];
    }
}
