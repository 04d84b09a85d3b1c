package io.weapp.passport.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ParsedSettingTest {

    private String text = "1";
    private final ParsedSetting<Integer> setting =
            new ParsedSetting<>("passport.number", () -> text, Integer::parseInt);

    @Test
    void changeTakesEffectWithTheNextReading() {
        assertThat(setting.value()).isEqualTo(1);

        text = "2";

        assertThat(setting.value()).isEqualTo(2);
    }

    @Test
    void unchangedTextGivesTheSameValue() {
        text = "1000000";

        assertThat(setting.value()).isSameAs(setting.value());
    }

    @Test
    void malformedFirstTextIsRefusedByName() {
        text = "one";

        assertThatThrownBy(setting::value)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("passport.number is not valid: ");
    }

    @Test
    void lastGoodValueStaysWhenAChangeIsMalformed() {
        setting.value();

        text = "one";
        assertThat(setting.value()).isEqualTo(1);
        text = "3";
        assertThat(setting.value()).isEqualTo(3);
    }
}
