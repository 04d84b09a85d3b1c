package io.weapp.passport.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** WeChat's published sample (appid wx4f4bc4dec97d474b) and what must not pass for it. */
class OpenDataTest {

    private static final String APP = "wx4f4bc4dec97d474b";
    private static final String KEY = "tiihtNczf5v6AKRyjwEUhQ==";
    private static final String WRONG_KEY = "HyVFkGl5F5OQWJZZaNzBBg==";
    private static final String WRONG_KEY_WITH_GOOD_PADDING = "w3x5OZPU/SNAXL9/d0eRzA==";
    private static final String IV = "r7BXXKkLb8qrSNn05n0qiA==";
    private static final String IV_ONE_BIT_OFF = "r7BWXKkLb8qrSNn05n0qiA==";
    private static final Instant MADE = Instant.ofEpochSecond(1477314187);

    private static final String USER_INFO =
            "CiyLU1Aw2KjvrjMdj8YKliAjtP4gsMZMQmRzooG2xrDcvSnxIMXFufNstNGTyaGS9uT5geRa0W4oTOb1WT7fJlAC+oNPdbB+3hVbJSRgv+4lGOETKUQz6OYStslQ142dNCuabNPGBzlooOmB231qMM85d2/fV6ChevvXvQP8Hkue1poOFtnEtpyxVLW1zAo6/1Xx1COxFvrc2d7UL/lmHInNlxuacJXwu0fjpXfz/YqYzBIBzD6WUfTIF9GRHpOn/Hz7saL8xz+W//FRAUid1OksQaQx4CMs8LOddcQhULW4ucetDf96JcR3g0gfRK4PC7E/r7Z6xNrXd2UIeorGj5Ef7b1pJAYB6Y5anaHqZ9J6nKEBvB4DnNLIVWSgARns/8wR2SiRS7MNACwTyrGvt9ts8p12PKFdlqYTopNHR1Vf7XjfhQlVsAJdNiKdYmYVoKlaRv85IfVunYzO0IKXsyl7JCUjCpoG20f0a04COwfneQAGGwd5oa+T8yO5hzuyDb/XcxxmK01EpqOyuxINew==";
    private static final String USER_INFO_PLAIN =
            "{\"openId\":\"oGZUI0egBJY1zhBYw2KhdUfwVJJE\",\"nickName\":\"Band\",\"gender\":1,\"language\":\"zh_CN\",\"city\":\"Guangzhou\",\"province\":\"Guangdong\",\"country\":\"CN\",\"avatarUrl\":\"http://wx.qlogo.cn/mmopen/vi_32/aSKcBBPpibyKNicHNTMM0qJVh8Kjgiak2AHWr8MHM4WgMEm7GFhsf8OYrySdbvAMvTsw3mo8ibKicsnfN5pRjl1p8HQ/0\",\"unionId\":\"ocMvos6NjeKLIBqg5Mr9QjxrP1FA\",\"watermark\":{\"timestamp\":1477314187,\"appid\":\"wx4f4bc4dec97d474b\"}}";
    private static final String PHONE =
            "xT8p8W6jIVdEWQ+ccHuD2bmG5RSiwg14VWRFw/UGVh6Aj+jDIadafJ4xdCIBQ/uxDiyw/MZWvpFyRn3pP3xxVfNQxFtzghvK+Pj5JQI7x412Zc+UKBdZyt5yiQboroSxabTum1k4MMOlnoCxhJ46cxPDT2EuLbNUf2McwNtGO0/9E+Xj/ZwENw48ucueL3UqNoKpXxFYvqH6eawrR2MXnA==";
    private static final String PHONE_OF_ANOTHER_APP =
            "xT8p8W6jIVdEWQ+ccHuD2bmG5RSiwg14VWRFw/UGVh6Aj+jDIadafJ4xdCIBQ/uxDiyw/MZWvpFyRn3pP3xxVfNQxFtzghvK+Pj5JQI7x412Zc+UKBdZyt5yiQboroSxabTum1k4MMOlnoCxhJ46c1NS9Zep5tw/ULPbD0E0V478/E+LpDujHxv7GA+ss8v+XRtEpXkmf50yNUJgoAAu4Q==";
    private static final String WERUN =
            "XoLUxF76jN/OsfTGUqF/ZqRn+2PtO66lAMg/g0D3bg1L2/Nds8gTQrH7fGmbTgGtUC2R9lbJh7fLEaO9boeCqru1Em2BD/IbfN6lI/nu55iYlOdvBG/PicU8pMeVU32B3O68Ot2mP0ivKxccJMLOPL06Lt1z+Cd2wKlJ6WhdDjszfUo7lbbI4lxqW0w5dd2MEJdcEjHsflH8uLO8hrRUkw==";
    private static final String GROUP =
            "R8kMfFR56LTU88IqEbAjBwiDc29VD8uKtClBrT3OvPF1DEdM8UmsERnQCGTBZcBgT4mHSX1fyBThEH8oELHQSSFF3t1pKuSPJEHQjnd/BJUflzecB/KIUV9CedN4bj2JyDnyKkRyAjepZbmtEMQXYg==";

    private static final String RAW_DATA =
            "{\"nickName\":\"Band\",\"gender\":1,\"language\":\"zh_CN\",\"city\":\"Guangzhou\",\"province\":\"Guangdong\",\"country\":\"CN\",\"avatarUrl\":\"http://wx.qlogo.cn/mmopen/vi_32/1vZvI39NWFQ9XM4LtQpFrQJ1xlgZxx3w7bQxKARol6503Iuswjjn6nIGBiaycAjAtpujxyzYsrztuuICqIM5ibXQ/0\"}";
    private static final String ANONYMOUS_RAW_DATA =
            "{\"nickName\":\"微信用户\",\"gender\":0,\"language\":\"\",\"city\":\"\",\"province\":\"\",\"country\":\"\",\"avatarUrl\":\"https://thirdwx.qlogo.cn/mmopen/vi_32/POgEwh4mIHO4nibH0KlMECNjjGxQUq24ZEaGT4poC6icRiccVGKSyXwibcPq4BWmiaIGuG1icwxaQX6grC9VemZoJ8rg/132\",\"is_demote\":true}";

    @Test
    void officialSampleOpens() {
        assertThat(open(USER_INFO)).isEqualTo(parsed(USER_INFO_PLAIN));
    }

    @Test
    void otherPayloadsOfTheSameKeyOpen() {
        assertThat(open(PHONE).getString("purePhoneNumber")).isEqualTo("13580006666");
        assertThat(open(WERUN).getJsonArray("stepInfoList")).hasSize(2);
        assertThat(open(GROUP).getString("openGId")).isEqualTo("tGZUI0egBJY1zhBYw2KhdUfwVJJE");
    }

    @Test
    void predecessorKeyIsTriedAfterTheNewest() {
        assertThat(open(List.of(WRONG_KEY, KEY), USER_INFO, IV)).isEqualTo(parsed(USER_INFO_PLAIN));
        assertThat(open(List.of(WRONG_KEY_WITH_GOOD_PADDING, KEY), USER_INFO, IV))
                .isEqualTo(parsed(USER_INFO_PLAIN));
    }

    @ParameterizedTest
    @ValueSource(strings = {WRONG_KEY, WRONG_KEY_WITH_GOOD_PADDING})
    void wrongKeyIsStale(String key) {
        assertProblem(ProblemType.SESSION_KEY_STALE, () -> open(List.of(key), USER_INFO, IV));
    }

    @Test
    void withoutAnyKeyTheDataIsStale() {
        assertProblem(ProblemType.SESSION_KEY_STALE, () -> open(List.of(), USER_INFO, IV));
    }

    @Test
    @DisplayName("one flipped bit of the iv passes unseen, which is why identity is never taken from open data")
    void flippedIvBitChangesTheFirstBlockOnly() {
        JsonObject data = open(List.of(KEY), USER_INFO, IV_ONE_BIT_OFF);

        assertThat(data).containsKey("npenId").doesNotContainKey("openId");
    }

    @Test
    void dataOfAnotherAppIsForeign() {
        assertProblem(ProblemType.OPEN_DATA_FOREIGN, () -> open(PHONE_OF_ANOTHER_APP));
        assertProblem(
                ProblemType.OPEN_DATA_FOREIGN,
                () -> OpenData.open(List.of(KEY), USER_INFO, IV, "wx0000000000000000", MADE, null));
    }

    @Test
    void dataOlderThanAllowedIsExpired() {
        Duration tenMinutes = Duration.ofMinutes(10);

        assertThatCode(() -> open(MADE.plus(tenMinutes), tenMinutes)).doesNotThrowAnyException();
        assertProblem(
                ProblemType.OPEN_DATA_EXPIRED, () -> open(MADE.plus(tenMinutes).plusSeconds(1), tenMinutes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not base64 !", "", "AAAA", "CiyLU1Aw2KjvrjMdj8YKliAjtP4gsMZMQmRzooG2"})
    void damagedCiphertextIsNamed(String damaged) {
        assertProblem(ProblemType.OPEN_DATA_DAMAGED, () -> open(List.of(KEY), damaged, IV));
    }

    @ParameterizedTest
    @ValueSource(strings = {"not base64 !", "", "AAAA", "r7BXXKkLb8qrSNn05n0qiHI="})
    void damagedIvIsNamed(String damaged) {
        assertProblem(ProblemType.OPEN_DATA_DAMAGED, () -> open(List.of(KEY), USER_INFO, damaged));
    }

    @Test
    void spaceWherePlusWasIsRepaired() {
        assertThat(USER_INFO).contains("+");

        assertThat(open(USER_INFO.replace('+', ' '))).isEqualTo(parsed(USER_INFO_PLAIN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "\"text\"",
                "{}",
                "{\"watermark\":5}",
                "{\"watermark\":{\"appid\":\"wx4f4bc4dec97d474b\"}}",
                "{\"watermark\":{\"appid\":\"wx4f4bc4dec97d474b\",\"timestamp\":\"1477314187\"}}",
                "{\"openId\":"
            })
    void whatIsNoMarkedJsonObjectIsStale(String plain) {
        assertProblem(ProblemType.SESSION_KEY_STALE, () -> open(encrypted(plain.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void whatIsNoUtf8IsStale() {
        byte[] latin1 = ("{\"nickName\":\"\u00fc\",\"watermark\":{\"appid\":\"" + APP + "\",\"timestamp\":1}}")
                .getBytes(StandardCharsets.ISO_8859_1);

        assertProblem(ProblemType.SESSION_KEY_STALE, () -> open(encrypted(latin1)));
    }

    @Test
    void officialSignatureIsAccepted() {
        assertThatCode(() -> OpenData.verify(RAW_DATA, WRONG_KEY, "75e81ceda165f4ffa64f4068af58c64b8f54b88c"))
                .doesNotThrowAnyException();
        assertThatCode(() -> OpenData.verify(ANONYMOUS_RAW_DATA, KEY, "aa59f9d829c7a46debc6e28a9b894dd4da223ac1"))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "75e81ceda165f4ffa64f4068af58c64b8f54b88d, HyVFkGl5F5OQWJZZaNzBBg==",
        "75e81ceda165f4ffa64f4068af58c64b8f54b88c, tiihtNczf5v6AKRyjwEUhQ==",
        "75e81ceda165f4ff, HyVFkGl5F5OQWJZZaNzBBg==",
        "no hex, HyVFkGl5F5OQWJZZaNzBBg==",
        "'', HyVFkGl5F5OQWJZZaNzBBg=="
    })
    void anyOtherSignatureIsRefused(String signature, String key) {
        assertProblem(ProblemType.SIGNATURE_MISMATCH, () -> OpenData.verify(RAW_DATA, key, signature));
    }

    @Test
    void rawDataCountsByteForByte() {
        assertProblem(
                ProblemType.SIGNATURE_MISMATCH,
                () -> OpenData.verify(RAW_DATA + " ", WRONG_KEY, "75e81ceda165f4ffa64f4068af58c64b8f54b88c"));
    }

    private static JsonObject open(String encryptedData) {
        return open(List.of(KEY), encryptedData, IV);
    }

    private static JsonObject open(List<String> keys, String encryptedData, String iv) {
        return OpenData.open(keys, encryptedData, iv, APP, MADE, null);
    }

    private static JsonObject open(Instant now, @Nullable Duration maxAge) {
        return OpenData.open(List.of(KEY), USER_INFO, IV, APP, now, maxAge);
    }

    private static JsonObject parsed(String json) {
        return Json.createReader(new StringReader(json)).readObject();
    }

    private static String encrypted(byte[] plain) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                new SecretKeySpec(Base64.getDecoder().decode(KEY), "AES"),
                new IvParameterSpec(Base64.getDecoder().decode(IV)));
        return Base64.getEncoder().encodeToString(cipher.doFinal(plain));
    }

    private static void assertProblem(ProblemType expected, ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(ProblemException.class))
                .extracting(e -> e.problem().code())
                .isEqualTo(expected.code());
    }
}
