package io.weapp.passport.session;

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

/** Tells this node, again and again, which sessions were ended: by other nodes, or before it started. */
@ApplicationScoped
public class EndedSessionsFeed {

    private static final Logger LOG = System.getLogger(EndedSessionsFeed.class.getName());

    /** The clocks of two nodes may be this far apart, and a transaction may commit this late. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    Endings endings;

    @Inject
    RevokedTokens revokedTokens;

    @Inject
    EndedSessions ended;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    private volatile @Nullable Instant readAt;
    private volatile boolean failing;
    private @Nullable Future<?> next;
    private boolean stopped;

    /** Reads once, so that no request is answered from an empty memory, then goes on in the background. */
    public synchronized void start() {
        read();
        schedule();
    }

    /** When this node last knew of every session that had ended by then; null before the first time. */
    public @Nullable Instant readAt() {
        return readAt;
    }

    /** Whether the last attempt to read failed. */
    public boolean failing() {
        return failing;
    }

    private synchronized void tick() {
        try {
            read();
            failing = false;
        } catch (Exception e) {
            // Not only a RuntimeException: WildFly throws the checked RollbackException when a commit fails.
            LOG.log(Level.WARNING, "Ended sessions could not be read; what is known is still refused", e);
            failing = true;
        }
        schedule();
    }

    private void read() {
        Instant now = clock.instant();
        Instant last = readAt;
        endings.since(last == null ? Instant.EPOCH : last.minus(OVERLAP)).forEach(ended::add);
        revokedTokens
                .revokedSince(last == null ? Instant.EPOCH : last.minus(OVERLAP))
                .forEach(ended::add);
        ended.forgetTheExpired();
        revokedTokens.purge(now.minus(OVERLAP));
        readAt = now;
    }

    /** One at a time, so that a change of the interval takes effect with the next one. */
    private void schedule() {
        if (!stopped) {
            next = scheduler.schedule(
                    NamedWork.job("ended-sessions", this::tick),
                    settings.revocationInterval().toMillis(),
                    TimeUnit.MILLISECONDS);
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
