package io.weapp.passport.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTextTest {

    @Test
    void whatCannotBeSeenIsRemoved() {
        assertThat(VisibleText.of("  a\u202Eb\u0007\r\n\u2028c\uFEFF ", 10)).isEqualTo("abc");
        assertThat(VisibleText.of("\uD800", 10)).isEmpty();
    }

    @Test
    void joinedEmojiStayWhole() {
        assertThat(VisibleText.of("👨‍👩‍👧", 10)).isEqualTo("👨‍👩‍👧");
    }

    @Test
    void textIsCutBetweenCharacters() {
        assertThat(VisibleText.of("😀😀😀", 2)).isEqualTo("😀😀");
    }
}
