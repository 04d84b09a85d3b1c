package io.weapp.passport.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R31.1 a nickname has 1 to 32 visible code points")
class NicknameTest {

    static Stream<Arguments> good() {
        return Stream.of(
                Arguments.of("小明", "小明"),
                Arguments.of("  Ann Lee ", "Ann Lee"),
                Arguments.of("A\u202Elice\u0000\n", "Alice"),
                Arguments.of("A\u200Bl\u200Ci\uFEFFce\u2060", "Alice"),
                Arguments.of("Al\u200Dice\u200D", "Alice"),
                Arguments.of("e\u0301", "\u00E9"),
                Arguments.of("e\u200B\u0301", "\u00E9"),
                Arguments.of("👨\u200D👩\u200D👧 家", "👨\u200D👩\u200D👧 家"),
                Arguments.of("👨\u200D\u200D👩", "👨👩"),
                Arguments.of("<script>", "<script>"),
                Arguments.of("微信用户2", "微信用户2"),
                Arguments.of("😀".repeat(32), "😀".repeat(32)),
                Arguments.of("\u200B".repeat(100) + "x", "x"));
    }

    @ParameterizedTest
    @MethodSource("good")
    void whatCanBeSeenIsKept(String typed, String nickname) {
        assertThat(Nickname.of(typed)).isEqualTo(nickname);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "   ",
                "\u0000",
                "\u200D",
                "\u200B\u200D\u2066",
                "\u00A0",
                "\u3164",
                "\u2800",
                "\uFE0F",
                "\u0301",
                "\uD83D",
                "微信用户",
                " 微信\u200B用户 ",
                "ABCDEFGHIJKLMNOPQRSTUVWXYZ1234567"
            })
    void anythingElseIsRefused(String typed) {
        assertThatThrownBy(() -> Nickname.of(typed)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().code()).isEqualTo(ProblemType.INVALID_REQUEST.code());
            assertThat(e.problem().violations())
                    .singleElement()
                    .satisfies(violation -> assertThat(violation.field()).isEqualTo("nickname"));
        });
    }
}
