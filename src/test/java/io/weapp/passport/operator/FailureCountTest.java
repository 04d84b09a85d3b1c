package io.weapp.passport.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R16.3 failures are counted in a window, and the one that reaches the limit closes the door")
class FailureCountTest {

    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final int LIMIT = 5;

    private final FailureCount count = FailureCount.of("some", NOW);

    @Test
    void isFullAtTheLimit() {
        fail(4, NOW);
        assertThat(count.full(LIMIT, NOW)).isFalse();

        fail(1, NOW);
        assertThat(count.full(LIMIT, NOW)).isTrue();
    }

    @Test
    void opensAgainAWindowAfterTheLastFailure() {
        fail(4, NOW);
        Instant last = NOW.plus(Duration.ofMinutes(14));
        fail(1, last);

        assertThat(count.full(LIMIT, last.plus(WINDOW).minusMillis(1))).isTrue();
        assertThat(count.full(LIMIT, last.plus(WINDOW))).isFalse();
        assertThat(count.expiresAt()).isEqualTo(last.plus(WINDOW));
    }

    @Test
    void startsAnewWhenTheWindowIsOver() {
        fail(4, NOW);
        Instant later = NOW.plus(WINDOW);
        fail(4, later);

        assertThat(count.full(LIMIT, later)).isFalse();
    }

    @Test
    void slowFailuresDoNotProlongTheWindow() {
        fail(1, NOW);
        fail(1, NOW.plus(Duration.ofMinutes(14)));

        assertThat(count.expiresAt()).isEqualTo(NOW.plus(WINDOW));
    }

    @Test
    void forgetsWhatIsTakenBackOrCleared() {
        fail(5, NOW);
        count.takeBackOne();
        assertThat(count.full(LIMIT, NOW)).isFalse();

        fail(1, NOW);
        count.clear();
        fail(4, NOW);
        assertThat(count.full(LIMIT, NOW)).isFalse();

        count.clear();
        count.takeBackOne();
        fail(4, NOW);
        assertThat(count.full(LIMIT, NOW)).isFalse();
    }

    private void fail(int times, Instant now) {
        for (int i = 0; i < times; i++) {
            count.add(LIMIT, WINDOW, now);
        }
    }
}
