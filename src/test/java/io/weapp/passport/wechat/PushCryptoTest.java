package io.weapp.passport.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weapp.passport.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the vectors of WeChat's own pages and of its SDKs. */
class PushCryptoTest {

    private static final String KEY = "A".repeat(43);
    private static final String APP = "wxba5fad812f8e6fb9";
    private static final String OFFICIAL_JSON =
            "+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04=";
    private static final String OFFICIAL_XML =
            "D7yzvUNAL930rd28wf21s4hvXhz0L6Uit/p2Di6C5DHyYGpEgdBRnKjBec34JwoQXicwaZC7fOVihW80F4VtsdvE//1vr7oAbqjDv8KenVp+ajKYpJnyQ4zMRhIC+a31fCVOMC03FfzV/QuC94kBP55a+Za3sJgvAn+ZbsNqZI5DkyuzkhQN8OBqCzFhizGmy0xpM0MEA4agpvE+RuNO1rhHTtuJB5yltw1FiYzecSXJ+y/D2r81VkRn2eYjh2ltsoyfbDR7Is6ookXIFxTfyeNyeHxMeT4KN5WpCDmSbTcUYrbBUlkGLJ9n/rU8YOywma6G7aTb7KZKOqCxgfoUlYEZPk4FUL/TK7ShriFDMVCLyjQJ15Ob++agDWtcxhfUfe6HIoIpRW8mKNBQiY/Jd1svvuskA1wLef1RTtzKfMpagSCX/laZINmdnX4zrF6kIaR9P4xQrWXbsTFHTYe0Mg==";
    private static final String REVOKED =
            "uMMzGtqcnpOzXOYBwDQNrWcNxV+q7/MG7dCyvhgzjPMHoxfHtQxiHxrONHF1ymCFh036eS/3uvPYDPX7ugFxlFEdyDjYlzid66SB3Q3E8evPkEB774k562GgLGq22FRpmK0b1WbAKIMAcnncwEqw6BvKtw0TjFnYbRD20B3H2jfq25z7BRdEYwp4UIBAXVTmY9bJD7fQNaB+0tb6QYSuvOGvIIAwwuORCdUwCpLcNdYjpAmscJAjujz/M7hFm8X26fLuYykpzybg+pCe/scjxrscpi0AMAUDUXDOFvF+vtkkHWwtc4yUHB5KxVvDRUSRv7NMNlljUR+O3TYAu/QJK0tCnpTgOjNygduTAmkl+UrPI0yryVGNYlE3ghXg+ZFa";

    @ParameterizedTest
    @DisplayName("R20.1 the signatures of WeChat's samples are right")
    @CsvSource({
        "f464b24fc39322e44b38aa78f5edd27bd1441696, 1714036504, 1514711492",
        "899cf89e464efb63f54ddac96b0a0a235f53aa78, 1714037059, 486452656",
        "6c5c811b55cc85e0e1b54100749188c20beb3f5d, 1714112445, 415670741",
        "cc0c594499c1634947d5b502f158ee518947db27, 1715943329, 1590219412"
    })
    void plainSignature(String signature, String timestamp, String nonce) {
        assertThat(PushCrypto.isSignature(signature, "AAAAA", timestamp, nonce)).isTrue();
        assertThat(PushCrypto.isSignature(signature, "AAAAB", timestamp, nonce)).isFalse();
        assertThat(PushCrypto.isSignature(signature, "AAAAA", timestamp, nonce + "0"))
                .isFalse();
        assertThat(PushCrypto.isSignature(signature.substring(1), "AAAAA", timestamp, nonce))
                .isFalse();
    }

    @ParameterizedTest
    @DisplayName("R20.1 the signatures over encrypted messages are right")
    @CsvSource({
        "046e02f8204d34f8ba5fa3b1db94908f3df2e9b3, 1714112445, 415670741, " + OFFICIAL_JSON,
        "1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1, 1713424427, 415670741,"
                + " ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ==",
        "6c12a4205838198b8fa631b3220723bb07f1015c, 1715943329, 1590219412, " + OFFICIAL_XML,
        "269e160b978a32077c7b62d8098538566bf862fb, 1714112445, 415670741, " + REVOKED
    })
    void messageSignature(String signature, String timestamp, String nonce, String encrypt) {
        assertThat(PushCrypto.isSignature(signature, "AAAAA", timestamp, nonce, encrypt))
                .isTrue();
        assertThat(PushCrypto.isSignature(signature, "AAAAA", timestamp, nonce)).isFalse();
    }

    @Test
    void signatureOfTwoPartsInAnyOrder() {
        assertThat(PushCrypto.isSignature("9f537aeb751ec72605f57f94a2f6dc3e3958e1dd", "345", "123"))
                .isTrue();
        assertThat(PushCrypto.isSignature(null, "345", "123")).isFalse();
    }

    @Test
    @DisplayName("R20.1 WeChat's encrypted samples open, with pads of 19, 22, 8 and 32 bytes")
    void samplesOpen() {
        assertThat(PushCrypto.open(OFFICIAL_JSON, KEY, APP))
                .isEqualTo(
                        "{\"ToUserName\":\"gh_97417a04a28d\",\"FromUserName\":\"o9AgO5Kd5ggOC-bXrbNODIiE3bGY\",\"CreateTime\":1714112445,\"MsgType\":\"event\",\"Event\":\"debug_demo\",\"debug_str\":\"hello world\"}");
        assertThat(PushCrypto.open(OFFICIAL_XML, KEY, "wx134c8103faa5a59e"))
                .isEqualTo(
                        "<xml><ToUserName><![CDATA[gh_97417a04a28d]]></ToUserName>\n<FromUserName><![CDATA[o9AgO5Kd5ggOC-bXrbNODIiE3bGY]]></FromUserName>\n<CreateTime>1715943329</CreateTime>\n<MsgType><![CDATA[event]]></MsgType>\n<Event><![CDATA[debug_demo]]></Event>\n<debug_str><![CDATA[hello world]]></debug_str>\n</xml>");
        assertThat(PushCrypto.open(REVOKED, KEY, APP))
                .contains("\"Event\":\"user_authorization_revoke\"")
                .endsWith("\"RevokeInfo\":\"8\"}");
        assertThat(PushCrypto.open(
                        "uMMzGtqcnpOzXOYBwDQNrflQWSxUMyeLjBfAS3ysYTOHsjx/1DHyQCA7jB1sDM9hMHmUSqm1t+BFaPQB52z85hD/iZ5tcLxciEoctD9xeu8SO0QzkUwYtB9HGYPrWhgX",
                        KEY,
                        APP))
                .isEqualTo("{\"a\":\"xxxxxxxxxxxxxxxxxx\"}");
    }

    @Test
    void messageInChineseOpens() {
        assertThat(PushCrypto.open(
                        "jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg==",
                        "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
                        "wxb11529c136998cb6"))
                .isEqualTo("我是中文abcd123");
    }

    @Test
    @DisplayName("R20.1 a message for another app or under another key does not open")
    void foreignMessageStaysClosed() {
        assertRefused(OFFICIAL_JSON, KEY, "wxba5fad812f8e6fb8");
        assertRefused(OFFICIAL_JSON, KEY, "");
        assertRefused(OFFICIAL_JSON, "B".repeat(43), APP);
        assertRefused(OFFICIAL_JSON, "A".repeat(42), APP);
    }

    @ParameterizedTest
    @DisplayName("R20.1 what is no ciphertext does not open")
    @ValueSource(strings = {"", "?", "AAAA", "AAAAAAAAAAAAAAAAAAAAAA=="})
    void noCiphertext(String encrypt) {
        assertRefused(encrypt, KEY, APP);
    }

    @Test
    @DisplayName("R20.1 every byte of the padding, the length and the end are checked")
    void insideIsChecked() {
        byte[] good = full(2, "{}".getBytes(StandardCharsets.UTF_8), APP, 24);
        assertThat(PushCrypto.open(encrypted(good), KEY, APP)).isEqualTo("{}");

        byte[] otherPadByte = good.clone();
        otherPadByte[good.length - 2] = 23;
        assertRefused(encrypted(otherPadByte), KEY, APP);
        byte[] noPad = good.clone();
        noPad[good.length - 1] = 0;
        assertRefused(encrypted(noPad), KEY, APP);
        byte[] longPad = new byte[64];
        Arrays.fill(longPad, (byte) 33);
        assertRefused(encrypted(longPad), KEY, APP);
        byte[] nothingButPad = new byte[32];
        Arrays.fill(nothingButPad, (byte) 32);
        assertRefused(encrypted(nothingButPad), KEY, APP);
        assertRefused(encrypted(full(-1, "{}".getBytes(StandardCharsets.UTF_8), APP, 24)), KEY, APP);
        assertRefused(encrypted(full(3, "{}".getBytes(StandardCharsets.UTF_8), APP, 24)), KEY, APP);
        assertRefused(encrypted(full(Integer.MAX_VALUE, "{}".getBytes(StandardCharsets.UTF_8), APP, 24)), KEY, APP);
        assertRefused(encrypted(full(2, new byte[] {(byte) 0xc3, '('}, APP, 24)), KEY, APP);
    }

    private static byte[] full(int length, byte[] message, String appId, int pad) {
        ByteBuffer full = ByteBuffer.allocate(20 + message.length + appId.length() + pad);
        full.put(new byte[16]).putInt(length).put(message).put(appId.getBytes(StandardCharsets.UTF_8));
        while (full.hasRemaining()) {
            full.put((byte) pad);
        }
        return full.array();
    }

    private static String encrypted(byte[] full) {
        try {
            byte[] key = Base64.getDecoder().decode(KEY);
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(key, 0, 16));
            return Base64.getEncoder().encodeToString(cipher.doFinal(full));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertRefused(String encrypt, String key, String appId) {
        assertThatThrownBy(() -> PushCrypto.open(encrypt, key, appId))
                .isInstanceOf(ProblemException.class)
                .hasMessage("forbidden: The message was not encrypted for this app.");
    }
}
