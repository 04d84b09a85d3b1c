package io.weapp.passport.store;

import java.sql.SQLException;
import java.util.function.Supplier;

/** Two transactions wanted the same row, and the database gave one of them up. */
public final class Collision {

    /** Enough for a dozen that all want the same rows: each round one of them gets through. */
    private static final int ATTEMPTS = 15;

    private Collision() {}

    /**
     * SQLState class 23 is a broken constraint, class 40 a transaction the database gave up in favour of another, HYT00 a wait
     * for a lock that H2 gave up.
     */
    public static boolean in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                String state = sql.getSQLState();
                return state.startsWith("23") || state.startsWith("40") || state.equals("HYT00");
            }
        }
        return false;
    }

    /** Runs a whole transaction, and again if it was given up. */
    public static void survived(Runnable transaction) {
        survived(() -> {
            transaction.run();
            return true;
        });
    }

    /** The same for a transaction that has a result. What it writes must be flushed inside: servers disguise a failed commit. */
    public static <T> T survived(Supplier<T> transaction) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.get();
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || !in(e)) {
                    throw e;
                }
            }
        }
    }
}
