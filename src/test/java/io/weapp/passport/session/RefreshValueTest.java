package io.weapp.passport.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshValueTest {

    private static final String KEY = RefreshValue.newKey();

    private final String session = UUID.randomUUID().toString();
    private final RefreshValue value = RefreshValue.next(session, KEY);

    @Test
    void tokenNamesItsSessionAndItsChain() {
        RefreshValue read = RefreshValue.read(value.text()).orElseThrow();

        assertThat(read).isEqualTo(value);
        assertThat(read.sessionId()).isEqualTo(session);
        assertThat(read.sealedBy(KEY)).isTrue();
        assertThat(read.sealedBy(RefreshValue.newKey())).isFalse();
    }

    @Test
    void tokensOfOneChainDiffer() {
        assertThat(RefreshValue.next(session, KEY)).isNotEqualTo(value);
    }

    @Test
    void alteredTokenIsNotOfTheChain() {
        for (int i = 0; i < value.text().length(); i++) {
            char other = value.text().charAt(i) == 'A' ? 'B' : 'A';
            String altered = value.text().substring(0, i) + other + value.text().substring(i + 1);
            assertThat(RefreshValue.read(altered).filter(read -> read.sealedBy(KEY)))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "a.b.c", "微信", "====", "AAAA AAAA"})
    void otherTextIsNoToken(String text) {
        assertThat(RefreshValue.read(text)).isEmpty();
        assertThat(RefreshValue.read(value.text() + text).filter(value::equals).isPresent())
                .isEqualTo(text.isEmpty());
    }

    @Test
    @DisplayName("R7.4 what is stored does not show the token")
    void hashDoesNotShowTheToken() {
        assertThat(value.hash()).matches("[0-9a-f]{64}");
        assertThat(value.toString()).doesNotContain(value.text());
    }
}
