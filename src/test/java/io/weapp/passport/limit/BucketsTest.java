package io.weapp.passport.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketsTest {

    @Test
    @DisplayName("R19.2 N requests pass at once, the next one is told how long to wait")
    void oneTooManyMustWait() {
        Buckets buckets = Buckets.parse("3/PT1H");

        assertThat(IntStream.range(0, 3).mapToObj(i -> buckets.take("a"))).containsOnly(Duration.ZERO);
        assertThat(buckets.take("a")).isBetween(Duration.ofMinutes(19), Duration.ofMinutes(20));
    }

    @Test
    void everybodyHasABucketOfTheirOwn() {
        Buckets buckets = Buckets.parse("1/PT1H");
        buckets.take("a");

        assertThat(buckets.take("a")).isPositive();
        assertThat(buckets.take("b")).isZero();
    }

    @Test
    @DisplayName("R19.2 off lifts the limit")
    void offLiftsTheLimit() {
        Buckets buckets = Buckets.parse("off");

        assertThat(IntStream.range(0, 1000).mapToObj(i -> buckets.take("a"))).containsOnly(Duration.ZERO);
    }

    @Test
    @DisplayName(
            "R19.3 a client with a million addresses does not fill the memory, nor does it push out who asks often")
    void memoryIsBounded() {
        Buckets buckets = Buckets.parse("1/PT1H");
        buckets.take("often");

        for (int i = 0; i < 5 * Buckets.MAX_SIZE; i++) {
            buckets.take("address " + i);
            assertThat(buckets.take("often")).isPositive();
        }

        assertThat(buckets.size()).isEqualTo(Buckets.MAX_SIZE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "60",
                "60/",
                "/PT1M",
                "60/1m",
                "0/PT1M",
                "-1/PT1M",
                "60/PT0S",
                "60/PT-1M",
                "60/PT0.1S",
                "60/P2D",
                "1e3/PT1M",
                "1000000/PT1M",
                "on",
                "60/PT1M/2"
            })
    void malformedLimitIsNamed(String malformed) {
        assertThatThrownBy(() -> Buckets.parse(malformed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + malformed + "'");
    }
}
