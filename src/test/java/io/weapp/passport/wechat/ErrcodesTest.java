package io.weapp.passport.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("R6.3 what WeChat's errcodes mean when a login code is exchanged")
class ErrcodesTest {

    @ParameterizedTest
    @CsvSource({
        "-1, wechat_busy",
        "40001, wechat_misconfigured",
        "40002, wechat_misconfigured",
        "40013, wechat_code_invalid",
        "40029, wechat_code_invalid",
        "40066, wechat_misconfigured",
        "40097, wechat_misconfigured",
        "40125, wechat_misconfigured",
        "40163, wechat_code_used",
        "40164, wechat_misconfigured",
        "40226, wechat_user_blocked",
        "40243, wechat_misconfigured",
        "41002, wechat_misconfigured",
        "41004, wechat_misconfigured",
        "41008, wechat_code_invalid",
        "42003, wechat_code_invalid",
        "43002, wechat_misconfigured",
        "43003, wechat_misconfigured",
        "45009, wechat_busy",
        "45011, wechat_busy",
        "48001, wechat_misconfigured",
        "48004, wechat_misconfigured",
        "50001, wechat_user_blocked",
        "50002, wechat_user_blocked",
        "50004, wechat_misconfigured",
        "50007, wechat_misconfigured",
        "61007, wechat_misconfigured"
    })
    void everyKnownNumberHasItsProblem(int errcode, String problem) {
        assertThat(Errcodes.of("jscode2session", errcode).problem().code()).isEqualTo(problem);
    }

    @Test
    void unknownNumberNeedsAnOperator() {
        assertThat(Errcodes.of("jscode2session", 99999).problem().code()).isEqualTo("wechat_misconfigured");
    }

    @Test
    void whatIsWorthRepeatingSaysWhen() {
        assertThat(Errcodes.of("jscode2session", -1).pause()).isEqualTo(Duration.ofSeconds(1));
        assertThat(Errcodes.of("jscode2session", 45011).pause()).isEqualTo(Duration.ofMinutes(1));
        assertThat(Errcodes.of("jscode2session", 40029).pause()).isNull();
    }
}
