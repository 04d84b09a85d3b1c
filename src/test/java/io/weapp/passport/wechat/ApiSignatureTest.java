package io.weapp.passport.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SignatureException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the example on WeChat's own page. */
@DisplayName("R6.8 signed and encrypted calls")
class ApiSignatureTest {

    private static final String APP = "wxba6223c06417af7b";
    private static final String PATH = "/wxa/getuserriskrank";
    private static final String AES_KEY = "otUpngOjU+nVQaWJIC3D/yMLV17RKaP6t4Ot9tbnzLY=";
    private static final String AES_SN = "fa05fe1e5bcc79b81ad5ad4b58acf787";
    private static final String ASKED = "1635927954";
    private static final String QUESTION =
            "{\"_n\":\"o89QaPVsRu1yppIZzvSZc4\",\"_appid\":\"wxba6223c06417af7b\",\"_timestamp\":1635927954,\"appid\":\"wxba6223c06417af7b\",\"openid\":\"oEWzBfmdLqhFS2mTXCo2E4Y9gJAM\",\"scene\":0,\"client_ip\":\"127.0.0.1\"}";
    private static final String SEALED_QUESTION =
            "{\"iv\":\"fmW/zNxXlytUZBgj\",\"data\":\"0IDVdrPtSPF/Oe2CTXCV2vVNPbVJdJlP2WaTMQnoYLh5iCrrSNfQFh25EnStDMf0hLlVNBCZQtf9NaV0m4aRA4AAYIO7oR/Ge+4yY4EmZp5EVPB42xjScgMx5X3D4VdLCfynXIUKUtZHZvk1zmLVE3RauzJgiM1BB1CPmwcENo3MTJ0z8Vfkf5tMv54kOXobDLlV5rfqKdAX7gM/rP82DgZdt9vvZX44ipdbHIjJvw83ZXAFtvftdVw2Qd8=\",\"authtag\":\"5qeM/2vZv+6KtScN94IpMg==\"}";
    private static final String QUESTION_SIGNATURE =
            "wcSSWHZunjz9VKl9q+If9deiyECXDAELfAJNZ4+5T+NhFr8zfhkwdQtlgQ7nN5xs99R57La9UjBTRBGge2KYyshWtw7HIMPAqWNsnpHvx0b2f7s6Bt7OpfOQLlIfNgepgTVmUwrqW8/7A12szj7tCe/bRFilwnaX6N0w4duHlfL7ic7IIZXouvy9dLRAa5GtEk1eD/LPWRiKh0SvJ3znPY/pSiQW9zSkXVdj9UGGM8qcKLzPGJ7gSmt3ZOPkFapk9wqFmhJwQj//xN5+hUlr2UiNPMNSHve5Y2ADLsNHqk5t7RfAZ8nW9/8lzhVt4t+toy1FeehxCGIC8qgmjIl1hg==";
    private static final String OUR_PUBLIC_KEY = """
            -----BEGIN PUBLIC KEY-----
            MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA3FoQOmOl5/CF5hF7ta4E
            zCy2LaU3Eu2k9DBwQ73J82I53Sx9LAgM1DH3IsYohRRx/BESfbdDI2powvr6QYKV
            IC+4Yavwg7gzhZRxWWmT1HruEADCZAgkUCu+9Il/9FPuitPSoIpBd07NqdkkRe82
            NBOfrKTdhge/5zd457fl7J81Q5VTIxO8vvq7FSw7k6Jtv+eOjR6SZOWbbUO7f9r4
            UuUkXmvdGv21qiqtaO1EMw4tUCELzY73M7NpCH3RorlommYX3P6q0VrkDHrCE0/Q
            MhmHsF+46E+IRcJ3wtEj3p/mO1VoCpEhawC1U728ZUTwWNEii8hPEhcNAZTKaQMa
            TQIDAQAB
            -----END PUBLIC KEY-----
            """;
    private static final String ANSWERED = "1635927956";
    private static final Instant NOW = Instant.ofEpochSecond(1635927957);
    private static final String ANSWER =
            "{\"_n\":\"ShYZpqdVgY+yQVAxNSWhYg\",\"_appid\":\"wxba6223c06417af7b\",\"_timestamp\":1635927956,\"errcode\":0,\"errmsg\":\"getuserriskrank succ\",\"risk_rank\":0,\"unoin_id\":2258658297}";
    private static final String SEALED_ANSWER =
            "{\"iv\":\"r2WDQt56rEAmMuoR\",\"data\":\"HExs66Ik3el+iM4IpeQ7SMEN934FRLFYOd3EmeaIrpP4EPTHckoco6O+PaoRZRa3lqaPRZT7r52f7LUok6gLxc6cdR8C4vpIIfh4xfLC4L7FNy9GbuMK1hcoi8b7gkWJcwZMkuCFNEDmqn3T49oWzAQOrY4LZnnnykv6oUJotdAsnKvmoJkLK7hRh7M2B1d2UnTnRuoIyarXc5Iojwoghx4BOvnV\",\"authtag\":\"z2BFD8QctKXTuBlhICGOjQ==\"}";
    private static final String SERIAL = "79ba700ea147819f640941bceb38b1d1";
    private static final String ANSWER_SIGNATURE =
            "Ht0VfQkkEweJ4hU266C14Aj64H9AXfkwNi5zxUZETCvR2svU1ZYdosDhFX/voLj1TyszqKsVxAlENGt7PPZZ8RQX7jnA4SKhiPUhW4LTbyTenisHJ+ohSfDjYnXavjQsBHspFS+BlPHuSSJ2xyQzw1+HuC6nid09ZL4FnGSYo4OI5MJrSb9xLzIVZMIDuUQchGKi/KaB1KzxECLEZcfjqbAgmxC7qOmuBLyO1WkHYDM95NJrHJWba5xv4wrwPru9yYTJSNRnlM+zrW5w9pOubC4Jtj3szTAEuOz9AcqUmgaAvMLNAIa8hfODLRe3n/cu4SgYlN/ZkNRU4QXVNbPGMg==";
    private static final String CERTIFICATE = """
            -----BEGIN CERTIFICATE-----
            MIID0jCCArqgAwIBAgIUeE+Yy7vM/o+eHHsfM+1bGJJEZTQwDQYJKoZIhvcNAQEL
            BQAwXjELMAkGA1UEBhMCQ04xEzARBgNVBAoTClRlbnBheS5jb20xHTAbBgNVBAsT
            FFRlbnBheS5jb20gQ0EgQ2VudGVyMRswGQYDVQQDExJUZW5wYXkuY29tIFJvb3Qg
            Q0EwHhcNMjIwOTA1MDgzOTIyWhcNMjcwOTA0MDgzOTIyWjBkMRswGQYDVQQDDBJ3
            eGQ5MzBlYTVkNWEyNThmNGYxFTATBgNVBAoMDFRlbmNlbnQgSW5jLjEOMAwGA1UE
            CwwFV3hnTXAxCzAJBgNVBAYMAkNOMREwDwYDVQQHDAhTaGVuWmhlbjCCASIwDQYJ
            KoZIhvcNAQEBBQADggEPADCCAQoCggEBAM5D9qlkCmk1kr3FpF0e9pc3kGsvz5RA
            0/YRny9xPKIyV2UVMDZvRQ+mDHsiQQFE6etg457KFYSxTDKtItbdl6hJQVGeAvg0
            mqPYE9SkHRGTfL/AnXRbKBG2GC2OcaPSAprsLOersjay2me+9pF8VHybV8aox78A
            NsU75G/OO3V1iEE0s5Pmglqk8DEiw9gB/dGJzsNfXwzvyJyiUP9ZujYexyjsS+/Z
            GdSOUkqL/th+16yHj8alcdyga6YGfWEDyWkt/i/B28cwx4nzwk8xgrurifPaLuMk
            0+9wJQLCfAn/f7zyHrC8PcD1XvvRt9VBNMBASXs3710ODyyVf2lkMgkCAwEAAaOB
            gTB/MAkGA1UdEwQCMAAwCwYDVR0PBAQDAgTwMGUGA1UdHwReMFwwWqBYoFaGVGh0
            dHA6Ly9ldmNhLml0cnVzLmNvbS5jbi9wdWJsaWMvaXRydXNjcmw/Q0E9MUJENDIy
            MEU1MERCQzA0QjA2QUQzOTc1NDk4NDZDMDFDM0U4RUJEMjANBgkqhkiG9w0BAQsF
            AAOCAQEAL2MK9tYu+ljLVBlSbfEeaKyF07TN+G31Ya5NBzeS1ZCx4joUEIyACWmG
            fUkKNKiKV+EMzxeEhKRso1Qif3E7Ipl+PQBoQw6OSR/jFHciYurnGR9CLkL03Zo1
            qw1Xetv9OipsvlpA0SOWc207e/XpGdm8C7FMXM6bzvVp8I/STTjC1vqjIZu9WavI
            RgGM4jyAPz2XogUq0BNijef8BXbbav9fAsXjHSwn5BQv4iLms3fiLm/eoyQ6dZ2R
            oTudrlcyr1bG4vwETLmHF+3yfVp9dpvJ+lyfiviwDwyfa8t2WlJm27DuF4vWoxir
            mjgj9tDutIFqxLIovLyg3uiAYtSQ/Q==
            -----END CERTIFICATE-----
            """;

    private static KeyPair pair;
    private final Map<String, String> headers = new HashMap<>(Map.of(
            "Wechatmp-Appid", APP,
            "wechatmp-timestamp", ANSWERED,
            "Wechatmp-Serial", SERIAL,
            "Wechatmp-Signature", ANSWER_SIGNATURE));

    @BeforeAll
    static void makeKeys() throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        pair = generator.generateKeyPair();
    }

    @Test
    @DisplayName("WeChat's question decrypts, and encrypts to the same again")
    void questionOfTheVector() throws SignatureException {
        byte[] iv = Base64.getDecoder().decode("fmW/zNxXlytUZBgj");

        assertThat(official().decrypted(SEALED_QUESTION, ASKED)).isEqualTo(QUESTION);
        assertThat(official().encrypted(QUESTION, iv, ASKED)).isEqualTo(SEALED_QUESTION);
    }

    @Test
    @DisplayName("WeChat's signature of the question is over the text that we would sign")
    void signatureOfTheVector() {
        String text = official().signedText(ASKED, SEALED_QUESTION);

        assertThat(sha256(text)).isEqualTo("478d8b106b2fb0a9dcceaf58cd637f51e206fc7685ffcaca57e23205388c1e3b");
        assertThat(ApiSignature.isSignature(QUESTION_SIGNATURE, text, ApiKeys.wechats(OUR_PUBLIC_KEY)))
                .isTrue();
        assertThat(ApiSignature.isSignature(QUESTION_SIGNATURE, text + "x", ApiKeys.wechats(OUR_PUBLIC_KEY)))
                .isFalse();
    }

    @Test
    @DisplayName("WeChat's answer opens with the platform certificate")
    void answerOfTheVector() throws SignatureException {
        assertThat(sha256(official().signedText(ANSWERED, SEALED_ANSWER)))
                .isEqualTo("f797cafd9e323df336fb427569fbe67e20d5bc96dd68a3f54d66b54e6e08bb27");
        assertThat(opened(official(), SEALED_ANSWER)).isEqualTo(ANSWER);
    }

    @Test
    @DisplayName("while WeChat changes its certificate, the former still counts")
    void formerCertificateCounts() throws SignatureException {
        headers.put("Wechatmp-Serial", "another");
        headers.put("Wechatmp-Signature", "another");
        headers.put("Wechatmp-Serial-Deprecated", SERIAL);
        headers.put("Wechatmp-Signature-Deprecated", ANSWER_SIGNATURE);

        assertThat(opened(official(), SEALED_ANSWER)).isEqualTo(ANSWER);
    }

    @ParameterizedTest
    @DisplayName("an answer is not believed if a header is wrong")
    @CsvSource({
        "Wechatmp-Appid, wxba6223c06417af7c",
        "wechatmp-timestamp, 1635927957",
        "wechatmp-timestamp, now",
        "Wechatmp-Serial, 4f",
        "Wechatmp-Signature, bm8=",
        "Wechatmp-Signature, '%%'"
    })
    void wrongHeader(String name, String value) {
        headers.put(name, value);

        assertRefused(SEALED_ANSWER);
    }

    @ParameterizedTest
    @DisplayName("an answer is not believed if a header is missing")
    @ValueSource(strings = {"Wechatmp-Appid", "wechatmp-timestamp", "Wechatmp-Serial", "Wechatmp-Signature"})
    void missingHeader(String name) {
        headers.remove(name);

        assertRefused(SEALED_ANSWER);
    }

    @Test
    @DisplayName("an answer is good for 300 seconds, to either side")
    void age() throws SignatureException {
        Instant answered = Instant.ofEpochSecond(Long.parseLong(ANSWERED));
        byte[] answer = SEALED_ANSWER.getBytes(StandardCharsets.UTF_8);

        assertThat(official().open(headers, answer, answered.plusSeconds(300))).isNotEmpty();
        assertThatThrownBy(() -> official().open(headers, answer, answered.plusSeconds(301)))
                .isInstanceOf(SignatureException.class);
        assertThatThrownBy(() -> official().open(headers, answer, answered.minusSeconds(301)))
                .isInstanceOf(SignatureException.class);
    }

    @Test
    @DisplayName("a changed answer is not believed")
    void changedAnswer() {
        assertRefused(SEALED_ANSWER.replace("HExs", "HExt"));
        assertRefused(SEALED_ANSWER + " ");
        assertRefused("");
    }

    @Test
    @DisplayName("what is signed must also be encrypted, for this app, this call and this time")
    void signedButNotSealed() {
        ApiSignature here = at(PATH, APP);
        assertSealedRefused(ANSWER);
        assertSealedRefused("{\"iv\":7}");
        assertSealedRefused(at("/wxa/msg_sec_check", APP).encrypted(ANSWER, new byte[12], ANSWERED));
        assertSealedRefused(here.encrypted(ANSWER, new byte[12], ASKED));
        assertSealedRefused(here.encrypted(ANSWER.replace(ANSWERED, ASKED), new byte[12], ANSWERED));
        assertSealedRefused(here.encrypted(ANSWER.replace(APP, "wx1"), new byte[12], ANSWERED));
        assertSealedRefused(here.encrypted("no JSON", new byte[12], ANSWERED));
    }

    @Test
    @DisplayName("a refusal may come unsigned, an answer may not")
    void unsignedRefusal() throws SignatureException {
        String refusal = "{\"errcode\":40234,\"errmsg\":\"invalid signature\"}";
        headers.clear();

        assertThat(opened(official(), refusal)).isEqualTo(refusal);
        assertRefused("{\"errcode\":0,\"errmsg\":\"ok\"}");
        assertRefused("{\"errcode\":\"1\"}");
        assertRefused("{\"risk_rank\":0}");
        assertRefused("<html>");
    }

    @Test
    @DisplayName("what we send is what WeChat expects, and never twice the same")
    void sealing() throws SignatureException {
        ApiSignature signature = at(PATH, APP);

        ApiSignature.Sealed sealed = signature.seal("{\"openid\":\"o1\",\"scene\":0}", NOW);

        assertThat(sealed.headers())
                .containsEntry("Wechatmp-AppId", APP)
                .containsEntry("Wechatmp-TimeStamp", "1635927957");
        assertThat(ApiSignature.isSignature(
                        sealed.headers().get("Wechatmp-Signature"),
                        "https://api.weixin.qq.com/wxa/getuserriskrank\n" + APP + "\n1635927957\n" + sealed.body(),
                        (RSAPublicKey) pair.getPublic()))
                .isTrue();
        assertThat(signature.decrypted(sealed.body(), "1635927957"))
                .matches("\\{\"openid\":\"o1\",\"scene\":0,\"_n\":\"[^\"]{22,}\",\"_appid\":\"" + APP
                        + "\",\"_timestamp\":1635927957}");
        assertThat(signature.seal("{}", NOW).body())
                .isNotEqualTo(signature.seal("{}", NOW).body());
    }

    @ParameterizedTest
    @DisplayName("keys that are none are refused")
    @ValueSource(strings = {"", "key", "AAAA", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"})
    void noKeys(String text) {
        assertThatThrownBy(() -> ApiKeys.symmetric(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ApiKeys.ours(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ApiKeys.wechats(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ApiKeys.wechats(text.replace("PRIVATE KEY", "CERTIFICATE")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("keys are not mixed up and not printed")
    void wrongKinds() {
        assertThatThrownBy(() -> ApiKeys.ours(OUR_PUBLIC_KEY)).isInstanceOf(IllegalArgumentException.class);
        assertThat(keys(ApiKeys.wechats(CERTIFICATE), SERIAL)).hasToString("ApiKeys[" + AES_SN + ", " + SERIAL + "]");
    }

    /** WeChat's example; the private key is ours, because WeChat does not tell its own. */
    private static ApiSignature official() {
        return new ApiSignature(keys(ApiKeys.wechats(CERTIFICATE), SERIAL), PATH, APP);
    }

    /** Both sides sign with the same key, so that the test can play WeChat. */
    private static ApiSignature at(String path, String appId) {
        return new ApiSignature(keys((RSAPublicKey) pair.getPublic(), "sn"), path, appId);
    }

    private static ApiKeys keys(RSAPublicKey wechats, String serial) {
        return new ApiKeys(ApiKeys.symmetric(AES_KEY), AES_SN, (RSAPrivateKey) pair.getPrivate(), wechats, serial);
    }

    private String opened(ApiSignature signature, String answer) throws SignatureException {
        return new String(
                signature.open(headers, answer.getBytes(StandardCharsets.UTF_8), NOW), StandardCharsets.UTF_8);
    }

    private void assertRefused(String answer) {
        assertThatThrownBy(() -> opened(official(), answer)).isInstanceOf(SignatureException.class);
    }

    private void assertSealedRefused(String body) {
        String text = at(PATH, APP).signedText(ANSWERED, body);
        headers.put("Wechatmp-Serial", "sn");
        headers.put("Wechatmp-Signature", ApiSignature.signature(text, pair.getPrivate()));

        assertThatThrownBy(() -> opened(at(PATH, APP), body)).isInstanceOf(SignatureException.class);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
