package io.weapp.passport.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weapp.passport.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRequestTest {

    private static final Instant THEN = Instant.ofEpochMilli(1234);

    @Test
    void withoutParametersThePageHas50AndStartsAtTheNewest() {
        PageRequest request = PageRequest.of(null, null);

        assertThat(request.limit()).isEqualTo(50);
        assertThat(request.rows()).isEqualTo(51);
        assertThat(request.after().at()).isAfter(Instant.parse("5000-01-01T00:00:00Z"));
    }

    @Test
    void cursorLeadsBehindTheLastEntryShown() {
        Page<String> page =
                PageRequest.of("2", null).page(List.of("a", "b", "c"), row -> new Cursor(THEN, row), row -> row);

        assertThat(page.items()).containsExactly("a", "b");
        assertThat(PageRequest.of("2", page.next()).after()).isEqualTo(new Cursor(THEN, "b"));
    }

    @Test
    void lastPageHasNoCursor() {
        Page<String> page = PageRequest.of("2", null).page(List.of("a", "b"), row -> new Cursor(THEN, row), row -> row);

        assertThat(page.items()).containsExactly("a", "b");
        assertThat(page.next()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "201", "1e2", "many", "99999999999"})
    void limitIsANumberFrom1To200(String limit) {
        assertThatThrownBy(() -> PageRequest.of(limit, null)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "1", "1_", "_x", "-1_x", "123456789012345_x", "1_a\u0000", "1_a'b", " 1_a"})
    void cursorIsOneThatWasGiven(String cursor) {
        assertThatThrownBy(() -> PageRequest.of(null, cursor)).isInstanceOf(ProblemException.class);
    }
}
