package io.weapp.passport.limit;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A token bucket for everybody who has asked lately, under one limit. */
final class Buckets {

    /** Some 10 MB; then who has not asked for the longest time is forgotten, which gives them a full bucket. */
    static final int MAX_SIZE = 20_000;

    private static final Pattern LIMIT = Pattern.compile("([1-9]\\d{0,5})/(P.+)");
    private static final Duration LONGEST = Duration.ofDays(1);

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
        if (text.strip().equals("off")) {
            return new Buckets(null);
        }
        Matcher parts = LIMIT.matcher(text.strip());
        if (!parts.matches()) {
            throw malformed(text);
        }
        int times = Integer.parseInt(parts.group(1));
        Duration period = period(parts.group(2), text);
        return new Buckets(
                Bandwidth.builder().capacity(times).refillGreedy(times, period).build());
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

    private static Duration period(String period, String text) {
        try {
            Duration parsed = Duration.parse(period);
            if (parsed.compareTo(Duration.ofSeconds(1)) >= 0 && parsed.compareTo(LONGEST) <= 0) {
                return parsed;
            }
        } catch (DateTimeParseException e) {
            throw malformed(text);
        }
        throw malformed(text);
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is neither 'off' nor N/duration, like 60/PT1M (1 to 999999 times, 1 second to 1 day)");
    }
}
