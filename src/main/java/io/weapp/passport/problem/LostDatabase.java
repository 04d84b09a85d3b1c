package io.weapp.passport.problem;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import javax.transaction.xa.XAException;
import org.jspecify.annotations.Nullable;

/** A request that failed because the database is down, hangs, or has no connection left: the same request may succeed soon. */
public final class LostDatabase {

    private static final Logger LOG = System.getLogger(LostDatabase.class.getName());

    /** About how long a connection pool needs once the database is back. */
    private static final Duration WAIT = Duration.ofSeconds(2);

    private LostDatabase() {}

    /** What to answer if that is behind a failure; it is logged in one line, for there will be many. */
    public static Optional<Problem> behind(Throwable failure, @Nullable String requestId) {
        Throwable loss = lossIn(failure);
        if (loss == null) {
            return Optional.empty();
        }
        LOG.log(Level.WARNING, "Request {0} did not reach the database: {1}", requestId, loss.toString());
        return Optional.of(Problem.of(ProblemType.STARTING, "The database does not answer. Try again.")
                .retryAfter(WAIT));
    }

    /**
     * An {@link XAException} is all that Payara tells of a commit that met no database, and WildFly tells it as something
     * suppressed; by then every constraint has been checked.
     */
    private static @Nullable Throwable lossIn(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof XAException || (cause instanceof SQLException sql && lost(sql))) {
                return cause;
            }
            for (Throwable suppressed : cause.getSuppressed()) {
                Throwable loss = lossIn(suppressed);
                if (loss != null) {
                    return loss;
                }
            }
        }
        return null;
    }

    /**
     * SQLState class 08 is a lost connection, 53 a lack of resources, 57 an intervention of the operator; connection pools that
     * have no connection to give name no state.
     */
    private static boolean lost(SQLException failure) {
        String state = failure.getSQLState();
        return state == null
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57")
                || failure instanceof SQLNonTransientConnectionException
                || failure instanceof SQLTransientConnectionException
                || failure instanceof SQLRecoverableException
                || failure instanceof SQLTimeoutException;
    }
}
