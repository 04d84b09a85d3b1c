package io.weapp.passport.housekeeping;

import io.weapp.passport.trace.NamedWork;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs every {@link Chore} once a minute. */
@ApplicationScoped
public class Housekeeping {

    private static final Logger LOG = System.getLogger(Housekeeping.class.getName());
    private static final long INTERVAL_SECONDS = 60;

    /** Keeps one chore with a large backlog from holding up the others; the rest waits for the next minute. */
    private static final int MAX_ROUNDS = 100;

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    @Any
    Instance<Chore> chores;

    @Inject
    Clock clock;

    private final Map<String, Long> failures = new ConcurrentHashMap<>();
    private @Nullable Future<?> job;
    private volatile @Nullable Instant lastRun;
    private volatile boolean stopped;

    public void start() {
        job = scheduler.scheduleWithFixedDelay(
                NamedWork.job("housekeeping", this::run), INTERVAL_SECONDS, INTERVAL_SECONDS, TimeUnit.SECONDS);
    }

    /** When all chores were last done with, well or not; null before the first time. */
    public @Nullable Instant lastRun() {
        return lastRun;
    }

    /** How often each chore that ever failed has failed since the start. */
    public Map<String, Long> failures() {
        return Map.copyOf(failures);
    }

    /** Does what is due now; two who call this at once take turns. */
    public synchronized void run() {
        for (Chore chore : chores) {
            try {
                boolean more = true;
                for (int round = 0; more && !stopped && round < MAX_ROUNDS; round++) {
                    more = chore.work();
                }
            } catch (Exception e) {
                // Not only a RuntimeException: WildFly throws the checked RollbackException when a commit fails.
                LOG.log(Level.WARNING, "Housekeeping failed and is tried again in a minute: " + nameOf(chore), e);
                failures.merge(nameOf(chore), 1L, Long::sum);
            }
        }
        lastRun = clock.instant();
    }

    /** Of its class: what CDI hands out is a proxy, whose name goes on behind a dollar sign. */
    private static String nameOf(Chore chore) {
        String name = chore.getClass().getSimpleName();
        int end = name.indexOf('$');
        return end < 0 ? name : name.substring(0, end);
    }

    /** Lets go of the scheduler; what is not done is left to the other nodes, or to the next start. */
    @PreDestroy
    void stop() {
        stopped = true;
        if (job != null) {
            job.cancel(false);
        }
    }
}
