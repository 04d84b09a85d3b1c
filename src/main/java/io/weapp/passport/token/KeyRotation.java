package io.weapp.passport.token;

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
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Replaces the signing key when it is due, drops the old ones when they are done, and learns what other nodes did. */
@ApplicationScoped
public class KeyRotation {

    private static final Logger LOG = System.getLogger(KeyRotation.class.getName());

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    SigningKeys keys;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    private @Nullable KeyAlgorithm followed;
    private @Nullable Future<?> next;
    private boolean stopped;

    /**
     * Loads the keys, making the first one if there is none, then goes on in the background.
     *
     * <p>If the configured algorithm has changed, it waits until a key of that algorithm signs: WildFly verifies the
     * configured algorithm only, and would refuse whatever is signed until then.
     */
    public synchronized void start() {
        check();
        Instant patience = clock.instant().plus(SigningKeys.LEAD.multipliedBy(2));
        while (keys.signing().key().algorithm() != configured()
                && clock.instant().isBefore(patience)) {
            pause();
            check();
        }
        schedule();
    }

    void check() {
        keys.load();
        if (due()) {
            KeyView made = keys.rotate(null);
            LOG.log(Level.INFO, "Signing key {0} ({1}) signs from {2}", made.kid(), made.algorithm(), made.signsAt());
        }
        if (keys.newest().key().algorithm() == configured()) {
            followed = configured();
        }
        keys.dropTheDone();
    }

    private boolean due() {
        RingKey newest = keys.newest();
        Instant now = clock.instant();
        if (newest.waitsAt(now)) {
            return false;
        }
        boolean old = !newest.signsAt().plus(settings.signingRotation()).isAfter(now);
        // Only a change of this node's own setting counts: nodes that are reconfigured one by one must not fight.
        boolean changed =
                configured() != followed && configured() != newest.key().algorithm();
        return old || changed;
    }

    private KeyAlgorithm configured() {
        return KeyAlgorithm.named(settings.signingAlgorithm());
    }

    private synchronized void tick() {
        try {
            check();
        } catch (Exception e) {
            // Not only a RuntimeException: WildFly throws the checked RollbackException when a commit fails.
            LOG.log(Level.WARNING, "The signing keys could not be checked; the known ones stay in use", e);
        }
        schedule();
    }

    private void schedule() {
        if (!stopped) {
            next = scheduler.schedule(
                    NamedWork.job("signing-keys", this::tick),
                    SigningKeys.CHECK_INTERVAL.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the new signing key was waiting", e);
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
