package io.weapp.passport.audit;

import io.weapp.passport.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What an operator looks for in the audit log; every part that is asked for becomes a condition. */
final class AuditQuery {

    private static final String NEWEST_FIRST = " order by e.at desc, e.id desc";
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;
    private static final Pattern CURSOR = Pattern.compile("(\\d{1,15})\\.([0-9a-f-]{36})");

    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final StringBuilder conditions = new StringBuilder();
    private int limit = DEFAULT_LIMIT;

    AuditQuery type(@Nullable String word) {
        if (word != null && Arrays.stream(AuditType.values()).noneMatch(type -> type.word().equals(word))) {
            throw ProblemException.violation(
                    "type",
                    "must be one of "
                            + Arrays.stream(AuditType.values()).map(AuditType::word).collect(Collectors.joining(", ")));
        }
        return condition("e.type = :type", "type", word);
    }

    AuditQuery user(@Nullable String id) {
        return condition("e.userId = :userId", "userId", id);
    }

    AuditQuery app(@Nullable String id) {
        return condition("e.appId = :appId", "appId", id);
    }

    /** @param first the earliest time that fits, {@code end} is the first that does not (RFC 3339) */
    AuditQuery between(@Nullable String first, @Nullable String end) {
        Instant from = time("from", first);
        Instant to = time("to", end);
        if (from != null && to != null && !from.isBefore(to)) {
            throw ProblemException.violation("to", "must be later than from");
        }
        return condition("e.at >= :from", "from", from).condition("e.at < :to", "to", to);
    }

    AuditQuery limit(@Nullable String number) {
        if (number != null) {
            limit = number.matches("\\d{1,3}") ? Integer.parseInt(number) : 0;
            if (limit < 1 || limit > MAX_LIMIT) {
                throw ProblemException.violation("limit", "must be a number from 1 to " + MAX_LIMIT);
            }
        }
        return this;
    }

    AuditQuery behind(@Nullable String cursor) {
        if (cursor == null) {
            return this;
        }
        Matcher parts = CURSOR.matcher(decoded(cursor));
        if (!parts.matches()) {
            throw ProblemException.violation("cursor", "must be the next of an earlier page");
        }
        parameters.put("cursorId", parts.group(2));
        return condition(
                "(e.at < :cursorAt or (e.at = :cursorAt and e.id < :cursorId))",
                "cursorAt",
                Instant.ofEpochMilli(Long.parseLong(parts.group(1))));
    }

    static String cursorBehind(AuditEvent last) {
        String place = last.at().toEpochMilli() + "." + last.id();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(StandardCharsets.US_ASCII));
    }

    String jpql() {
        return "select e from AuditEvent e" + conditions + NEWEST_FIRST;
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    int limit() {
        return limit;
    }

    private AuditQuery condition(String jpql, String name, @Nullable Object value) {
        if (value != null) {
            conditions.append(conditions.isEmpty() ? " where " : " and ").append(jpql);
            parameters.put(name, value);
        }
        return this;
    }

    private static @Nullable Instant time(String field, @Nullable String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw ProblemException.violation(
                    field, "must be a time like 2026-11-22T08:00:00Z (RFC 3339; a + in it is sent as %2B)");
        }
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
