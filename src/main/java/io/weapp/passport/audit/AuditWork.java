package io.weapp.passport.audit;

import io.weapp.passport.settings.Settings;
import io.weapp.passport.trace.NamedWork;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Links new events and purges old ones, in the background on every node. */
@ApplicationScoped
public class AuditWork {

    private static final Logger LOG = System.getLogger(AuditWork.class.getName());
    private static final long PAUSE_MILLIS = 1_000;
    private static final Duration PURGE_EVERY = Duration.ofMinutes(10);

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    AuditDays days;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    private @Nullable Future<?> next;
    private Instant purgeAt = Instant.MIN;
    private volatile boolean stopped;

    public synchronized void start() {
        if (!stopped) {
            next = scheduler.schedule(NamedWork.job("audit-chain", this::tick), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void tick() {
        try {
            while (!stopped && days.linkSome() == AuditDays.STEP) {
                // The next step is a transaction of its own.
            }
            purge();
        } catch (Exception e) {
            // Not only a RuntimeException: WildFly throws the checked RollbackException when a commit fails.
            if (!stopped) {
                LOG.log(Level.WARNING, "Audit events could not be linked or purged; it is tried again", e);
            }
        }
        start();
    }

    private void purge() {
        Instant now = clock.instant();
        if (now.isBefore(purgeAt)) {
            return;
        }
        String firstKept = AuditDays.dayOf(now.minus(settings.auditRetention()));
        while (!stopped && days.purgeSome(firstKept)) {
            // The next step is a transaction of its own.
        }
        purgeAt = now.plus(PURGE_EVERY);
    }

    @PreDestroy
    synchronized void stop() {
        stopped = true;
        if (next != null) {
            next.cancel(false);
        }
    }
}
