package io.weapp.passport.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import io.weapp.passport.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a client sends, the answer has a name. */
class OpenDataFuzzTest {

    private static final String APP = "wx4f4bc4dec97d474b";
    private static final String KEY = "tiihtNczf5v6AKRyjwEUhQ==";
    private static final String OTHER_KEY = "HyVFkGl5F5OQWJZZaNzBBg==";
    private static final String IV = "r7BXXKkLb8qrSNn05n0qiA==";
    private static final Instant NOW = Instant.ofEpochSecond(1477314187);
    private static final Set<String> NAMES =
            Set.of("open_data_damaged", "session_key_stale", "open_data_foreign", "open_data_expired");

    @Property
    void anyTextIsNamed(@ForAll String encryptedData, @ForAll String iv) {
        assertNamed(encryptedData, iv);
    }

    @Property
    void anyBytesAreNamed(@ForAll byte[] encryptedData, @ForAll byte[] iv) {
        assertNamed(base64(encryptedData), base64(iv));
        assertNamed(base64(encryptedData), IV);
    }

    @Property
    void anyBytesUnderTheRightKeyAreNamed(@ForAll byte[] plain) {
        assertNamed(encrypted(plain), IV);
    }

    @Property
    void anyJsonUnderTheRightKeyIsNamed(@ForAll("documents") String json) {
        assertNamed(encrypted(json.getBytes(StandardCharsets.UTF_8)), IV);
    }

    @Property
    void anyFlippedByteIsNamed(@ForAll int place, @ForAll byte mask) {
        String good = "{\"purePhoneNumber\":\"13580006666\",\"countryCode\":\"86\",\"watermark\":"
                + "{\"timestamp\":1477314187,\"appid\":\"wx4f4bc4dec97d474b\"}}";
        byte[] box = Base64.getDecoder().decode(encrypted(good.getBytes(StandardCharsets.UTF_8)));
        box[Math.floorMod(place, box.length)] ^= mask;

        assertNamed(base64(box), IV);
    }

    @Property
    void anySignatureIsAcceptedOrMismatched(
            @ForAll String rawData, @ForAll("signatures") String signature, @ForAll String key) {
        try {
            KeySignature.verify(rawData, key, signature);
        } catch (ProblemException e) {
            assertThat(e.problem().code()).isEqualTo("signature_mismatch");
        }
    }

    @Provide
    Arbitrary<String> documents() {
        Arbitrary<String> appId = Arbitraries.of("\"" + APP + "\"", "\"wx\"", "5", "null", "{}", "[]", "\"\\ud800\"");
        Arbitrary<String> timestamp = Arbitraries.oneOf(
                Arbitraries.of("1477314187", "null", "\"1\"", "1.5", "-0", "1e400", "1E-9", "9223372036854775808"),
                Arbitraries.longs().map(String::valueOf),
                Arbitraries.bigIntegers().map(String::valueOf));
        Arbitrary<String> value = Arbitraries.oneOf(
                Arbitraries.of("null", "true", "{}", "1e999999999", "-1e-999999999", "\"\\u0000\""),
                Arbitraries.integers().between(0, 3000).map(depth -> "[".repeat(depth) + "]".repeat(depth)),
                Arbitraries.integers().between(1, 3000).map("9"::repeat),
                Arbitraries.strings().ascii().map(text -> "\"" + text + "\""));
        Arbitrary<String> name =
                Arbitraries.of("openId", "watermark", "purePhoneNumber", "countryCode", "nickName", "avatarUrl");
        Arbitrary<String> tail = Arbitraries.of("}", "", "}}", "} x", "},");
        return Combinators.combine(appId, timestamp, name, value, tail)
                .as((app, time, field, content, end) -> "{\"" + field + "\":" + content + ",\"watermark\":{\"appid\":"
                        + app + ",\"timestamp\":" + time + "}" + end);
    }

    @Provide
    Arbitrary<String> signatures() {
        return Arbitraries.oneOf(
                Arbitraries.strings(),
                Arbitraries.strings().withChars("0123456789abcdefABCDEF").ofMaxLength(80));
    }

    private static void assertNamed(String encryptedData, String iv) {
        try {
            OpenedData opened = OpenData.of(encryptedData, iv)
                    .openedWith(List.of(OTHER_KEY, KEY))
                    .requireOwner(APP, "o")
                    .requireAge(Duration.ofMinutes(10), NOW);
            PhoneNumber.of(opened.json());
        } catch (ProblemException e) {
            assertThat(e.problem().code()).isIn(NAMES);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String encrypted(byte[] plain) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(Base64.getDecoder().decode(KEY), "AES"),
                    new IvParameterSpec(Base64.getDecoder().decode(IV)));
            return base64(cipher.doFinal(plain));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
