package io.weapp.passport.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EndedSessionsTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final EndedSessions ended = new EndedSessions();

    @Test
    @DisplayName("R7.3 an ended session is remembered until its last access token has expired")
    void endedSessionIsRemembered() {
        ended.add(new LivingSession("s", NOW.plus(Duration.ofHours(1))));
        ended.add(new LivingSession("s", NOW));

        atTime(NOW.plus(Duration.ofHours(1)));
        assertThat(ended.contains("s")).isTrue();

        atTime(NOW.plus(Duration.ofHours(1)).plus(Duration.ofMinutes(2)));
        assertThat(ended.contains("s")).isFalse();
    }

    private void atTime(Instant time) {
        ended.clock = Clock.fixed(time, ZoneOffset.UTC);
        ended.forgetTheExpired();
    }
}
