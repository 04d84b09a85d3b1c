package io.weapp.passport.audit;

import io.weapp.passport.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an operator looks for in the audit log; every part that is asked for becomes a condition. */
final class AuditQuery {

    private static final String BEHIND_CURSOR =
            "select e from AuditEvent e where e.at <= :cursorAt and (e.at < :cursorAt or e.id < :cursorId)";
    private static final String NEWEST_FIRST = " order by e.at desc, e.id desc";

    private final StringBuilder jpql = new StringBuilder(BEHIND_CURSOR);
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    AuditQuery type(@Nullable String word) {
        List<String> words =
                Arrays.stream(AuditType.values()).map(AuditType::word).toList();
        if (word != null && !words.contains(word)) {
            throw ProblemException.violation("type", "must be one of " + String.join(", ", words));
        }
        return with("e.type = :type", "type", word);
    }

    AuditQuery user(@Nullable String id) {
        return with("e.userId = :userId", "userId", id);
    }

    AuditQuery app(@Nullable String id) {
        return with("e.appId = :appId", "appId", id);
    }

    /**
     * Both in RFC 3339.
     *
     * @param first the earliest time that fits
     * @param end the earliest time that does not fit any more
     */
    AuditQuery between(@Nullable String first, @Nullable String end) {
        Instant from = time("from", first);
        Instant to = time("to", end);
        if (from != null && to != null && !from.isBefore(to)) {
            throw ProblemException.violation("to", "must be later than from");
        }
        return with("e.at >= :from", "from", from).with("e.at < :to", "to", to);
    }

    String jpql() {
        return jpql + NEWEST_FIRST;
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    private AuditQuery with(String condition, String name, @Nullable Object value) {
        if (value != null) {
            jpql.append(" and ").append(condition);
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
}
