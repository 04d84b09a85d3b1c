package io.weapp.passport.store;

import io.weapp.passport.problem.ProblemException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which part of a list is asked for: at most {@code limit} entries after a cursor. */
public record PageRequest(int limit, Cursor after) {

    private static final int USUAL = 50;
    private static final int MOST = 200;

    /**
     * Reads the query parameters {@code limit} and {@code cursor}; text, because a server answers 404 to a number that is none.
     *
     * @throws ProblemException {@code invalid_request}
     */
    public static PageRequest of(@Nullable String limit, @Nullable String cursor) {
        return new PageRequest(limit == null ? USUAL : number(limit), Cursor.of(cursor));
    }

    /** How many rows to read: one more than is shown tells whether anything follows. */
    public int rows() {
        return limit + 1;
    }

    /** Cuts what was read to the page that was asked for. */
    public <R, T> Page<T> page(List<R> rows, Function<R, Cursor> place, Function<R, T> view) {
        List<R> shown = rows.subList(0, Math.min(limit, rows.size()));
        String next =
                rows.size() > limit ? place.apply(shown.get(shown.size() - 1)).text() : null;
        return new Page<>(shown.stream().map(view).toList(), next);
    }

    private static int number(String limit) {
        try {
            int number = Integer.parseInt(limit);
            if (number >= 1 && number <= MOST) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw ProblemException.violation("limit", "must be a number from 1 to " + MOST);
    }
}
