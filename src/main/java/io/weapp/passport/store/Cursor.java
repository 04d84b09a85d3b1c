package io.weapp.passport.store;

import io.weapp.passport.problem.ProblemException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list that runs from new to old: after the entry that was created at {@code at} under {@code id}. Queries say {@code
 * createdAt <= :at and (createdAt < :at or id < :id)}: the first part leads the database to the place, where an {@code or} alone
 * would let it read the list from its beginning.
 */
public record Cursor(Instant at, String id) {

    /** Before the first entry: in the year 5138. */
    private static final Cursor START = new Cursor(Instant.ofEpochMilli(99_999_999_999_999L), "");

    private static final Pattern FORM = Pattern.compile("(\\d{1,14})_([A-Za-z0-9._@-]{1,64})");

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws ProblemException {@code invalid_request} if it is anything else
     */
    static Cursor of(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return START;
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw ProblemException.violation("cursor", "must be the next of an earlier answer");
        }
        return new Cursor(Instant.ofEpochMilli(Long.parseLong(form.group(1))), form.group(2));
    }

    String text() {
        return at.toEpochMilli() + "_" + id;
    }
}
