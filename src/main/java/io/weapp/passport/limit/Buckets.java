package io.weapp.passport.limit;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A token bucket for everybody who has asked lately, under one limit. */
final class Buckets {

    /** Some 10 MB; then who has not asked for the longest time is forgotten, which gives them a full bucket. */
    static final int MAX_SIZE = 20_000;

    private final @Nullable Bandwidth limit;

    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MAX_SIZE;
        }
    };

    private Buckets(@Nullable Bandwidth limit) {
        this.limit = limit;
    }

    /** @throws IllegalArgumentException if the text is neither {@code N/duration} nor {@code off} */
    static Buckets parse(String text) {
        return new Buckets(Frequency.parse(text)
                .map(limit -> Bandwidth.builder()
                        .capacity(limit.times())
                        .refillGreedy(limit.times(), limit.period())
                        .build())
                .orElse(null));
    }

    /** Takes one token; if there is none, tells how long it takes until there is one, else zero. */
    synchronized Duration take(String who) {
        if (limit == null) {
            return Duration.ZERO;
        }
        ConsumptionProbe probe = buckets.computeIfAbsent(
                        who, key -> Bucket.builder().addLimit(limit).build())
                .tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
    }

    synchronized int size() {
        return buckets.size();
    }
}
