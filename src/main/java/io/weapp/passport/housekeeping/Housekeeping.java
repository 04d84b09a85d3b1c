package io.weapp.passport.housekeeping;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
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

    private @Nullable Future<?> job;
    private volatile boolean stopped;

    public void start() {
        job = scheduler.scheduleWithFixedDelay(this::run, INTERVAL_SECONDS, INTERVAL_SECONDS, TimeUnit.SECONDS);
    }

    /** Does what is due now. */
    public void run() {
        for (Chore chore : chores) {
            try {
                boolean more = true;
                for (int round = 0; more && !stopped && round < MAX_ROUNDS; round++) {
                    more = chore.work();
                }
            } catch (Exception e) {
                // Not only a RuntimeException: WildFly throws the checked RollbackException when a commit fails.
                LOG.log(Level.WARNING, "Housekeeping failed and is tried again in a minute", e);
            }
        }
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
