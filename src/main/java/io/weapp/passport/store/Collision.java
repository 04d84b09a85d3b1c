package io.weapp.passport.store;

import java.sql.SQLException;

/** Two transactions wanted the same row, and the database gave one of them up. */
public final class Collision {

    private static final int ATTEMPTS = 5;

    private Collision() {}

    /** SQLState class 23 is a broken constraint, class 40 a transaction the database gave up in favour of another. */
    public static boolean in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState().startsWith("23") || sql.getSQLState().startsWith("40");
            }
        }
        return false;
    }

    /** Runs a whole transaction, and again if it was given up. */
    public static void survived(Runnable transaction) {
        for (int attempt = 1; ; attempt++) {
            try {
                transaction.run();
                return;
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || !in(e)) {
                    throw e;
                }
            }
        }
    }
}
