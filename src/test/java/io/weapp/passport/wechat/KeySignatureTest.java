package io.weapp.passport.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** WeChat's published signatures, and the one of section "checksession" computed after its rule. */
class KeySignatureTest {

    private static final String KEY = "tiihtNczf5v6AKRyjwEUhQ==";
    private static final String WRONG_KEY = "HyVFkGl5F5OQWJZZaNzBBg==";

    private static final String RAW_DATA =
            "{\"nickName\":\"Band\",\"gender\":1,\"language\":\"zh_CN\",\"city\":\"Guangzhou\",\"province\":\"Guangdong\",\"country\":\"CN\",\"avatarUrl\":\"http://wx.qlogo.cn/mmopen/vi_32/1vZvI39NWFQ9XM4LtQpFrQJ1xlgZxx3w7bQxKARol6503Iuswjjn6nIGBiaycAjAtpujxyzYsrztuuICqIM5ibXQ/0\"}";
    private static final String ANONYMOUS_RAW_DATA =
            "{\"nickName\":\"微信用户\",\"gender\":0,\"language\":\"\",\"city\":\"\",\"province\":\"\",\"country\":\"\",\"avatarUrl\":\"https://thirdwx.qlogo.cn/mmopen/vi_32/POgEwh4mIHO4nibH0KlMECNjjGxQUq24ZEaGT4poC6icRiccVGKSyXwibcPq4BWmiaIGuG1icwxaQX6grC9VemZoJ8rg/132\",\"is_demote\":true}";

    @ParameterizedTest
    @CsvSource({
        "'{\"foo\":\"bar\"}', o0q0otL8aEzpcZL/FT9WsQ==, 654571f79995b2ce1e149e53c0a33dc39c0a74090db514261454e8dbe432aa0b",
        "'', o0q0otL8aEzpcZL/FT9WsQ==, 46e043c5525c2d817c44be603d30837a808a1d930d038f6fdc3e62a201fed128",
        "'', tiihtNczf5v6AKRyjwEUhQ==, 7154f9f8b4b76b92f541cbf0e37d48840fa06e5e42da92a6f80168a1516a4735",
        "'', HyVFkGl5F5OQWJZZaNzBBg==, 252b75c92698025afe925b29cca5517fdf9ee67aae072cf3225ebf3a53783058",
        "'', 9ny8n3t0KULoi0deF7T9pw==, a6782009c273fdf75cad421c9d3eaf6ca8715c1b15cb1e130ef40fe7901a9772"
    })
    void loginStateIsSignedWithTheTextOfTheKey(String data, String key, String signature) {
        assertThat(KeySignature.of(data, key)).isEqualTo(signature);
    }

    @Test
    void officialSignatureIsAccepted() {
        assertThatCode(() -> KeySignature.verify(RAW_DATA, WRONG_KEY, "75e81ceda165f4ffa64f4068af58c64b8f54b88c"))
                .doesNotThrowAnyException();
        assertThatCode(() -> KeySignature.verify(ANONYMOUS_RAW_DATA, KEY, "aa59f9d829c7a46debc6e28a9b894dd4da223ac1"))
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
        assertProblem(ProblemType.SIGNATURE_MISMATCH, () -> KeySignature.verify(RAW_DATA, key, signature));
    }

    @Test
    void rawDataCountsByteForByte() {
        assertProblem(
                ProblemType.SIGNATURE_MISMATCH,
                () -> KeySignature.verify(RAW_DATA + " ", WRONG_KEY, "75e81ceda165f4ffa64f4068af58c64b8f54b88c"));
    }

    private static void assertProblem(ProblemType expected, ThrowingCallable call) {
        assertThatThrownBy(call)
                .asInstanceOf(type(ProblemException.class))
                .extracting(e -> e.problem().code())
                .isEqualTo(expected.code());
    }
}
