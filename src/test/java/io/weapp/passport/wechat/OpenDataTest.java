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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final String OPEN_ID = "oGZUI0egBJY1zhBYw2KhdUfwVJJE";

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
                () -> OpenData.of(USER_INFO, IV).openedWith(List.of(KEY)).requireOwner("wx0000000000000000", OPEN_ID));
    }

    @Test
    void dataOfAnotherUserIsForeign() {
        OpenedData opened = OpenData.of(USER_INFO, IV).openedWith(List.of(KEY));

        assertThatCode(() -> opened.requireOwner(APP, OPEN_ID)).doesNotThrowAnyException();
        assertProblem(ProblemType.OPEN_DATA_FOREIGN, () -> opened.requireOwner(APP, OPEN_ID + "x"));
    }

    @Test
    void dataOlderThanAllowedIsExpired() {
        assertThatCode(() -> openedAt(MADE.plus(TEN_MINUTES))).doesNotThrowAnyException();
        assertProblem(
                ProblemType.OPEN_DATA_EXPIRED,
                () -> openedAt(MADE.plus(TEN_MINUTES).plusSeconds(1)));
    }

    @Test
    void dataFromTheFutureIsExpiredToo() {
        assertThatCode(() -> openedAt(MADE.minus(OpenedData.CLOCK_SKEW))).doesNotThrowAnyException();
        assertProblem(
                ProblemType.OPEN_DATA_EXPIRED,
                () -> openedAt(MADE.minus(OpenedData.CLOCK_SKEW).minusSeconds(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807", "-9223372036854775808", "31556889864403200", "0", "-1"})
    void numberThatIsNoTimeIsExpired(String timestamp) {
        assertProblem(ProblemType.OPEN_DATA_EXPIRED, () -> open(encrypted(marked(APP, timestamp))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "5", "{}", "[]", "true", "\"\"", "\"WX4F4BC4DEC97D474B\""})
    void watermarkWithoutOurAppIdIsForeign(String appId) {
        assertProblem(
                ProblemType.OPEN_DATA_FOREIGN,
                () -> open(encrypted("{\"watermark\":{\"timestamp\":1477314187,\"appid\":" + appId + "}}")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "5", "{}", "\"\"", "\"oGZUI0egBJY1zhBYw2KhdUfwVJJe\""})
    void openIdThatIsNotTheUsersIsForeign(String openId) {
        assertProblem(
                ProblemType.OPEN_DATA_FOREIGN,
                () -> open(encrypted("{\"openId\":" + openId + ","
                        + marked(APP, "1477314187").substring(1))));
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
                "{\"watermark\":{\"appid\":\"wx4f4bc4dec97d474b\",\"timestamp\":1477314187.5}}",
                "{\"watermark\":{\"appid\":\"wx4f4bc4dec97d474b\",\"timestamp\":9223372036854775808}}",
                "{\"watermark\":{\"appid\":\"wx4f4bc4dec97d474b\",\"timestamp\":1e999999999}}",
                "{\"a\":1,\"a\":2,\"watermark\":{\"appid\":\"wx4f4bc4dec97d474b\",\"timestamp\":1477314187}}",
                "{\"watermark\":{\"appid\":\"wx\",\"appid\":\"wx4f4bc4dec97d474b\",\"timestamp\":1477314187}}",
                "{\"watermark\":{\"appid\":\"wx4f4bc4dec97d474b\",\"timestamp\":1477314187}} {}",
                "{\"watermark\":{\"appid\":\"wx4f4bc4dec97d474b\",\"timestamp\":1477314187}}]",
                "{\"openId\":",
                ""
            })
    void whatIsNoMarkedJsonObjectIsStale(String plain) {
        assertProblem(ProblemType.SESSION_KEY_STALE, () -> open(encrypted(plain)));
    }

    @Test
    void whatIsTooDeepOrTooLongIsStale() {
        String deep = "{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + ","
                + marked(APP, "1477314187").substring(1);

        assertProblem(ProblemType.SESSION_KEY_STALE, () -> open(encrypted(deep)));
        assertProblem(ProblemType.SESSION_KEY_STALE, () -> open(encrypted(marked(APP, "1".repeat(9000)))));
    }

    @Test
    void textIsPassedOnAsWechatWroteIt() {
        String plain = "{ \"n\": 1." + "0".repeat(300) + ",\n"
                + marked(APP, "1477314187").substring(1);

        assertThat(OpenData.of(encrypted(plain), IV).openedWith(List.of(KEY)).text())
                .isEqualTo(plain);
    }

    @Test
    void urlEncodedDataIsNamedAsSuch() {
        assertThatThrownBy(() -> open(USER_INFO.replace("+", "%2B")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("open_data_damaged")
                .hasMessageContaining("URL-encoded");
    }

    @Test
    void sameCiphertextIsKnownAgainHoweverItIsSpelled() {
        assertThat(OpenData.of(USER_INFO.replace('+', ' '), IV_ONE_BIT_OFF).ciphertext())
                .isEqualTo(OpenData.of(USER_INFO, IV).ciphertext());
        assertThat(OpenData.of(PHONE, IV).ciphertext())
                .isNotEqualTo(OpenData.of(USER_INFO, IV).ciphertext());
    }

    @Test
    void neitherKeyNorDataIsPrinted() {
        OpenedData opened = OpenData.of(PHONE, IV).openedWith(List.of(KEY));

        assertThat(opened.toString()).doesNotContain(KEY, "1358000");
    }

    @Test
    void whatIsNoUtf8IsStale() {
        byte[] latin1 = ("{\"nickName\":\"\u00fc\",\"watermark\":{\"appid\":\"" + APP + "\",\"timestamp\":1}}")
                .getBytes(StandardCharsets.ISO_8859_1);

        assertProblem(ProblemType.SESSION_KEY_STALE, () -> open(encrypted(latin1)));
    }

    private static JsonObject open(String encryptedData) {
        return open(List.of(KEY), encryptedData, IV);
    }

    private static JsonObject open(List<String> keys, String encryptedData, String iv) {
        return OpenData.of(encryptedData, iv)
                .openedWith(keys)
                .requireOwner(APP, OPEN_ID)
                .requireAge(TEN_MINUTES, MADE)
                .json();
    }

    private static OpenedData openedAt(Instant now) {
        return OpenData.of(USER_INFO, IV).openedWith(List.of(KEY)).requireAge(TEN_MINUTES, now);
    }

    private static JsonObject parsed(String json) {
        return Json.createReader(new StringReader(json)).readObject();
    }

    private static String marked(String appId, String timestamp) {
        return "{\"watermark\":{\"appid\":\"" + appId + "\",\"timestamp\":" + timestamp + "}}";
    }

    private static String encrypted(String plain) {
        return encrypted(plain.getBytes(StandardCharsets.UTF_8));
    }

    private static String encrypted(byte[] plain) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(Base64.getDecoder().decode(KEY), "AES"),
                    new IvParameterSpec(Base64.getDecoder().decode(IV)));
            return Base64.getEncoder().encodeToString(cipher.doFinal(plain));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertProblem(ProblemType expected, ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(ProblemException.class))
                .extracting(e -> e.problem().code())
                .isEqualTo(expected.code());
    }
}
