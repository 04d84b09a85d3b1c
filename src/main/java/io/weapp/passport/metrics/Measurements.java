package io.weapp.passport.metrics;

import io.weapp.passport.push.PushBacklog;
import io.weapp.passport.push.PushEvents;
import io.weapp.passport.session.LoginSessions;
import io.weapp.passport.trace.NamedWork;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What only the database knows, asked in the background: whoever reads a number neither waits for it nor adds to its cost. */
@ApplicationScoped
public class Measurements {

    private static final Logger LOG = System.getLogger(Measurements.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    /** To count a million sessions takes a second or so. The pause is this many times as long as it took, if that is more. */
    private static final int PAUSE_FACTOR = 30;

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    LoginSessions sessions;

    @Inject
    PushEvents pushes;

    @Inject
    Clock clock;

    private volatile @Nullable Connecting connecting;
    private volatile @Nullable Stock stock;
    private @Nullable Future<?> next;
    private boolean stopped;

    /** How a try to get a connection to the database went. */
    record Connecting(boolean succeeded, Duration took) {}

    /** What was there at a time. */
    record Stock(Instant at, Map<String, Long> activeSessions, PushBacklog pushes) {}

    /** Begins to measure, now and then. */
    public void start() {
        schedule(Duration.ZERO);
    }

    /** Sessions that have not ended by app, as they were counted last. */
    public Map<String, Long> activeSessions() {
        Stock last = stock;
        return last == null ? Map.of() : last.activeSessions();
    }

    /** How long ago that was; -1 before the first time. */
    public long secondsSinceStock() {
        Stock last = stock;
        return last == null ? -1 : Duration.between(last.at(), clock.instant()).toSeconds();
    }

    /** The last try; null before the first. */
    @Nullable
    Connecting connecting() {
        return connecting;
    }

    /** As it was when the database last answered; null before the first time. */
    @Nullable
    Stock stock() {
        return stock;
    }

    private void tick() {
        long start = System.nanoTime();
        try {
            connect();
            stock = new Stock(clock.instant(), sessions.active(), pushes.backlog());
        } catch (Exception e) {
            // Not only a RuntimeException: WildFly throws the checked RollbackException when a commit fails.
            LOG.log(Level.WARNING, "The database could not be measured; the last numbers stay", e);
        }
        Duration pause = Duration.ofNanos(System.nanoTime() - start).multipliedBy(PAUSE_FACTOR);
        schedule(pause.compareTo(INTERVAL) < 0 ? INTERVAL : pause);
    }

    /** As a request does, from the same pool; what it waited when it got none is told as well. */
    @SuppressWarnings("BanJNDI") // the name is a constant
    private void connect() throws NamingException, SQLException {
        DataSource dataSource = InitialContext.doLookup("jdbc/passport");
        long start = System.nanoTime();
        boolean succeeded = false;
        try (Connection connection = dataSource.getConnection()) {
            succeeded = !connection.isClosed();
        } finally {
            connecting = new Connecting(succeeded, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private synchronized void schedule(Duration pause) {
        if (!stopped) {
            next = scheduler.schedule(
                    NamedWork.job("measurements", this::tick), pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @PreDestroy
    synchronized void stop() {
        stopped = true;
        if (next != null) {
            next.cancel(false);
        }
    }
}
