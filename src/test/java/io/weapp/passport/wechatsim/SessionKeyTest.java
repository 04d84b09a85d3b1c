package io.weapp.passport.wechatsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulator's own cryptography against WeChat's published samples. */
class SessionKeyTest {
    private static final SessionKey KEY = new SessionKey("tiihtNczf5v6AKRyjwEUhQ==");
    private static final String IV = "r7BXXKkLb8qrSNn05n0qiA==";
    private static final String USER_INFO =
            "{\"openId\":\"oGZUI0egBJY1zhBYw2KhdUfwVJJE\",\"nickName\":\"Band\",\"gender\":"
                    + "1,\"language\":\"zh_CN\",\"city\":\"Guangzhou\",\"province\":\"Guangdong\",\"coun"
                    + "try\":\"CN\",\"avatarUrl\":\"http://wx.qlogo.cn/mmopen/vi_32/aSKcBBPpibyKN"
                    + "icHNTMM0qJVh8Kjgiak2AHWr8MHM4WgMEm7GFhsf8OYrySdbvAMvTsw3mo8ibKicsnfN"
                    + "5pRjl1p8HQ/0\",\"unionId\":\"ocMvos6NjeKLIBqg5Mr9QjxrP1FA\",\"watermark\":{"
                    + "\"timestamp\":1477314187,\"appid\":\"wx4f4bc4dec97d474b\"}}";
    private static final String ENCRYPTED_USER_INFO =
            "CiyLU1Aw2KjvrjMdj8YKliAjtP4gsMZMQmRzooG2xrDcvSnxIMXFufNstNGTyaGS9uT5"
                    + "geRa0W4oTOb1WT7fJlAC+oNPdbB+3hVbJSRgv+4lGOETKUQz6OYStslQ142dNCuabNPG"
                    + "BzlooOmB231qMM85d2/fV6ChevvXvQP8Hkue1poOFtnEtpyxVLW1zAo6/1Xx1COxFvrc"
                    + "2d7UL/lmHInNlxuacJXwu0fjpXfz/YqYzBIBzD6WUfTIF9GRHpOn/Hz7saL8xz+W//FR"
                    + "AUid1OksQaQx4CMs8LOddcQhULW4ucetDf96JcR3g0gfRK4PC7E/r7Z6xNrXd2UIeorG"
                    + "j5Ef7b1pJAYB6Y5anaHqZ9J6nKEBvB4DnNLIVWSgARns/8wR2SiRS7MNACwTyrGvt9ts"
                    + "8p12PKFdlqYTopNHR1Vf7XjfhQlVsAJdNiKdYmYVoKlaRv85IfVunYzO0IKXsyl7JCUj"
                    + "CpoG20f0a04COwfneQAGGwd5oa+T8yO5hzuyDb/XcxxmK01EpqOyuxINew==";

    static Stream<Arguments> samples() {
        return Stream.of(
                Arguments.of("user info", USER_INFO, ENCRYPTED_USER_INFO),
                Arguments.of(
                        "phone number",
                        "{\"phoneNumber\":\"13580006666\",\"purePhoneNumber\":\"13580006666\",\"countr"
                                + "yCode\":\"86\",\"watermark\":{\"timestamp\":1477314187,\"appid\":\"wx4f4bc4dec"
                                + "97d474b\"}}",
                        "xT8p8W6jIVdEWQ+ccHuD2bmG5RSiwg14VWRFw/UGVh6Aj+jDIadafJ4xdCIBQ/uxDiyw"
                                + "/MZWvpFyRn3pP3xxVfNQxFtzghvK+Pj5JQI7x412Zc+UKBdZyt5yiQboroSxabTum1k4"
                                + "MMOlnoCxhJ46cxPDT2EuLbNUf2McwNtGO0/9E+Xj/ZwENw48ucueL3UqNoKpXxFYvqH6"
                                + "eawrR2MXnA=="),
                Arguments.of(
                        "phone number for another app",
                        "{\"phoneNumber\":\"13580006666\",\"purePhoneNumber\":\"13580006666\",\"countr"
                                + "yCode\":\"86\",\"watermark\":{\"timestamp\":1477314187,\"appid\":\"wx000000000"
                                + "0000000\"}}",
                        "xT8p8W6jIVdEWQ+ccHuD2bmG5RSiwg14VWRFw/UGVh6Aj+jDIadafJ4xdCIBQ/uxDiyw"
                                + "/MZWvpFyRn3pP3xxVfNQxFtzghvK+Pj5JQI7x412Zc+UKBdZyt5yiQboroSxabTum1k4"
                                + "MMOlnoCxhJ46c1NS9Zep5tw/ULPbD0E0V478/E+LpDujHxv7GA+ss8v+XRtEpXkmf50y"
                                + "NUJgoAAu4Q=="),
                Arguments.of(
                        "steps",
                        "{\"stepInfoList\":[{\"timestamp\":1445866601,\"step\":100},{\"timestamp\":14"
                                + "45876601,\"step\":120}],\"watermark\":{\"timestamp\":1477314187,\"appid\":\"w"
                                + "x4f4bc4dec97d474b\"}}",
                        "XoLUxF76jN/OsfTGUqF/ZqRn+2PtO66lAMg/g0D3bg1L2/Nds8gTQrH7fGmbTgGtUC2R"
                                + "9lbJh7fLEaO9boeCqru1Em2BD/IbfN6lI/nu55iYlOdvBG/PicU8pMeVU32B3O68Ot2m"
                                + "P0ivKxccJMLOPL06Lt1z+Cd2wKlJ6WhdDjszfUo7lbbI4lxqW0w5dd2MEJdcEjHsflH8"
                                + "uLO8hrRUkw=="),
                Arguments.of(
                        "group",
                        "{\"openGId\":\"tGZUI0egBJY1zhBYw2KhdUfwVJJE\",\"watermark\":{\"timestamp\":1"
                                + "477314187,\"appid\":\"wx4f4bc4dec97d474b\"}}",
                        "R8kMfFR56LTU88IqEbAjBwiDc29VD8uKtClBrT3OvPF1DEdM8UmsERnQCGTBZcBgT4mH"
                                + "SX1fyBThEH8oELHQSSFF3t1pKuSPJEHQjnd/BJUflzecB/KIUV9CedN4bj2JyDnyKkRy"
                                + "AjepZbmtEMQXYg=="));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void decryptsWechatsSample(String name, String plaintext, String encryptedData) {
        assertThat(KEY.decrypt(encryptedData, IV)).as(name).isEqualTo(plaintext);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void encryptsToTheVeryTextOfTheSample(String name, String plaintext, String encryptedData) {
        assertThat(KEY.encrypt(plaintext, IV)).as(name).isEqualTo(encryptedData);
    }

    @Test
    void anotherKeyMostlyFailsAtThePadding() {
        SessionKey other = new SessionKey("HyVFkGl5F5OQWJZZaNzBBg==");
        assertThatThrownBy(() -> other.decrypt(ENCRYPTED_USER_INFO, IV)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anotherKeyNowAndThenYieldsGarbageInstead() {
        SessionKey lucky = new SessionKey("w3x5OZPU/SNAXL9/d0eRzA==");
        assertThat(lucky.decrypt(ENCRYPTED_USER_INFO, IV))
                .doesNotContain("openId")
                .doesNotStartWith("{");
    }

    @Test
    void aFlippedBitOfTheIvGoesUnnoticedAndChangesTheFirstBlock() {
        assertThat(KEY.decrypt(ENCRYPTED_USER_INFO, "r7BWXKkLb8qrSNn05n0qiA==")).startsWith("{\"npenId\":");
    }

    @Test
    void signsRawDataAsWechatDoes() {
        String rawData = "{\"nickName\":\"Band\",\"gender\":1,\"language\":\"zh_CN\",\"city\":\"Guangzhou\","
                + "\"province\":\"Guangdong\",\"country\":\"CN\",\"avatarUrl\":\"http://wx.qlogo.c"
                + "n/mmopen/vi_32/1vZvI39NWFQ9XM4LtQpFrQJ1xlgZxx3w7bQxKARol6503Iuswjjn6"
                + "nIGBiaycAjAtpujxyzYsrztuuICqIM5ibXQ/0\"}";
        assertThat(new SessionKey("HyVFkGl5F5OQWJZZaNzBBg==").signatureOf(rawData))
                .isEqualTo("75e81ceda165f4ffa64f4068af58c64b8f54b88c");
    }

    @Test
    void signsTheRawDataOfAnAnonymousUser() {
        String rawData = "{\"nickName\":\"微信用户\",\"gender\":0,\"language\":\"\",\"city\":\"\",\"province\":\"\","
                + "\"country\":\"\",\"avatarUrl\":\"https://thirdwx.qlogo.cn/mmopen/vi_32/POgE"
                + "wh4mIHO4nibH0KlMECNjjGxQUq24ZEaGT4poC6icRiccVGKSyXwibcPq4BWmiaIGuG1i"
                + "cwxaQX6grC9VemZoJ8rg/132\",\"is_demote\":true}";
        assertThat(KEY.signatureOf(rawData)).isEqualTo("aa59f9d829c7a46debc6e28a9b894dd4da223ac1");
    }

    @Test
    void signsMessagesWithTheKeyAsTextNotWithItsBytes() {
        assertThat(new SessionKey("o0q0otL8aEzpcZL/FT9WsQ==").hmacOf("{\"foo\":\"bar\"}"))
                .isEqualTo("654571f79995b2ce1e149e53c0a33dc39c0a74090db514261454e8dbe432aa0b")
                .isNotEqualTo("bfa6883695fed51bb7e5897ce895842574a58f8a9cc5c4343f47c515ab337b89");
    }

    @ParameterizedTest
    @CsvSource({
        "o0q0otL8aEzpcZL/FT9WsQ==, 46e043c5525c2d817c44be603d30837a808a1d930d038f6fdc3e62a201fed128",
        "tiihtNczf5v6AKRyjwEUhQ==, 7154f9f8b4b76b92f541cbf0e37d48840fa06e5e42da92a6f80168a1516a4735",
        "HyVFkGl5F5OQWJZZaNzBBg==, 252b75c92698025afe925b29cca5517fdf9ee67aae072cf3225ebf3a53783058",
        "9ny8n3t0KULoi0deF7T9pw==, a6782009c273fdf75cad421c9d3eaf6ca8715c1b15cb1e130ef40fe7901a9772"
    })
    void signsTheEmptyMessage(String key, String signature) {
        assertThat(new SessionKey(key).hmacOf("")).isEqualTo(signature);
    }
}
