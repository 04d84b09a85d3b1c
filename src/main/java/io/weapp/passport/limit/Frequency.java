package io.weapp.passport.limit;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How often something may happen. */
public record Frequency(int times, Duration period) {

    private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,5})/(P.+)");
    private static final Duration LONGEST = Duration.ofDays(1);

    /**
     * Reads {@code N/duration}; {@code off} is none.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Optional<Frequency> parse(String text) {
        if (text.strip().equals("off")) {
            return Optional.empty();
        }
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw malformed(text);
        }
        return Optional.of(new Frequency(Integer.parseInt(parts.group(1)), period(parts.group(2), text)));
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
