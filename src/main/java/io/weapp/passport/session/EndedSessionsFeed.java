package io.weapp.passport.session;

import io.weapp.passport.settings.Settings;
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

    /** The clocks of two nodes and a transaction that commits late may be this far apart. */
    private static final Duration OVERLAP = Duration.ofMinutes(1);

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    LoginSessions sessions;

    @Inject
    RevokedTokens revokedTokens;

    @Inject
    EndedSessions ended;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    private @Nullable Instant readUntil;
    private @Nullable Future<?> next;
    private boolean stopped;

    /** How long an ended session must be remembered: as long as an access token can live. */
    static Duration memory(Settings settings) {
        return settings.accessTokenTtl().plus(OVERLAP);
    }

    /** Reads once, so that no request is answered from an empty memory, then goes on in the background. */
    public synchronized void start() {
        read();
        schedule();
    }

    private synchronized void tick() {
        try {
            read();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Ended sessions could not be read; what is known is still refused", e);
        }
        schedule();
    }

    private void read() {
        Instant now = clock.instant();
        Instant since = readUntil == null ? now.minus(memory(settings)) : readUntil.minus(OVERLAP);
        sessions.endedSince(since).forEach(ended::add);
        revokedTokens.revokedSince(since).forEach(ended::add);
        ended.forgetTheExpired();
        revokedTokens.purge(now.minus(OVERLAP));
        readUntil = now;
    }

    /** One at a time, so that a change of the interval takes effect with the next one. */
    private void schedule() {
        if (!stopped) {
            next = scheduler.schedule(this::tick, settings.revocationInterval().toMillis(), TimeUnit.MILLISECONDS);
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
