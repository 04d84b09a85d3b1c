package io.weapp.passport.app;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.settings.Settings;
import io.weapp.passport.store.Collision;
import io.weapp.passport.vault.Vault;
import io.weapp.passport.wechat.WaitingRoom;
import io.weapp.passport.wechat.Wechat;
import io.weapp.passport.wechat.WechatToken;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gets a WeChat token from the database, or from WeChat if there is none: one fetch for all threads of this node, which wait for
 * the first of them, and for all nodes, which wait for the one that has the lease. Nobody waits longer than a few seconds.
 */
@ApplicationScoped
public class TokenFetch {

    private static final Logger LOG = System.getLogger(TokenFetch.class.getName());

    /** A lease outlasts the call it is for by this much; only then another may believe that its owner is dead. */
    private static final Duration LEASE_MARGIN = Duration.ofSeconds(2);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    /** After a fetch that failed this node does not try again for so long, and gives the same answer. */
    private static final Duration FAILURE_LIFE = Duration.ofSeconds(2);

    @Inject
    StoredTokens stored;

    @Inject
    Wechat wechat;

    @Inject
    Vault vault;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    private final Map<Flight, CompletableFuture<SharedToken>> underWay = new ConcurrentHashMap<>();
    private final Map<String, Failure> failures = new ConcurrentHashMap<>();
    private WaitingRoom waitingRoom;

    /** Who wants a token that lives longer does not hold up those for whom the present one is good enough. */
    private record Flight(String appId, Duration left) {}

    private record Failure(ProblemException problem, Instant until) {}

    @PostConstruct
    void open() {
        waitingRoom = new WaitingRoom("WeChat token", settings::wechatMaxWaiting);
    }

    /**
     * A token that works for at least that long.
     *
     * @throws ProblemException {@code app_unknown}, {@code app_disabled}, or why there is no token
     */
    SharedToken tokenWith(String appId, Duration left) {
        Flight flight = new Flight(appId, left);
        CompletableFuture<SharedToken> mine = new CompletableFuture<>();
        CompletableFuture<SharedToken> first = underWay.putIfAbsent(flight, mine);
        if (first != null) {
            return waitingRoom.enter(() -> result(first));
        }
        try {
            SharedToken token = sharedOrFetched(appId, left);
            mine.complete(token);
            return token;
        } catch (Throwable e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            underWay.remove(flight);
        }
    }

    private SharedToken result(CompletableFuture<SharedToken> first) {
        try {
            return first.get(patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ProblemException problem ? problem : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw tooLate();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private SharedToken sharedOrFetched(String appId, Duration left) {
        String owner = UUID.randomUUID().toString();
        Instant deadline = clock.instant().plus(patience());
        while (true) {
            Optional<SharedToken> shared = stored.good(appId, left);
            if (shared.isPresent()) {
                return shared.get();
            }
            Failure failure = failures.get(appId);
            if (failure != null && clock.instant().isBefore(failure.until())) {
                throw failure.problem();
            }
            Optional<StoredTokens.Lease> lease =
                    Collision.survived(() -> stored.lease(appId, owner, left, leaseTime()));
            Optional<SharedToken> fetched = lease.flatMap(this::fetched);
            if (fetched.isPresent()) {
                return fetched.get();
            }
            if (clock.instant().isAfter(deadline)) {
                throw tooLate();
            }
            pause();
        }
    }

    private Optional<SharedToken> fetched(StoredTokens.Lease lease) {
        MiniApp app = lease.app();
        try {
            String secret = app.secret(vault);
            WechatToken token = switch (app.policy().tokenMode()) {
                case STABLE -> wechat.stableToken(app.appId(), secret);
                case CLASSIC -> wechat.classicToken(app.appId(), secret);
            };
            failures.remove(app.appId());
            return stored.renew(lease, token);
        } catch (ProblemException e) {
            failures.put(app.appId(), new Failure(e, clock.instant().plus(FAILURE_LIFE)));
            release(lease);
            throw e;
        }
    }

    private void release(StoredTokens.Lease lease) {
        try {
            stored.release(lease);
        } catch (Exception e) {
            // Not only a RuntimeException: WildFly throws the checked RollbackException when a commit fails.
            LOG.log(Level.WARNING, "The lease on a WeChat token could not be released; it runs out by itself", e);
        }
    }

    private Duration leaseTime() {
        return settings.wechatCallTime().plus(LEASE_MARGIN);
    }

    /** Enough for the fetch of another, if it lives. */
    private Duration patience() {
        return settings.wechatCallTime().plusSeconds(1);
    }

    private static ProblemException tooLate() {
        return ProblemException.retryLater(
                ProblemType.WECHAT_UNAVAILABLE, "There is no WeChat token yet.", Duration.ofSeconds(2));
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_INTERVAL.toMillis());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for a WeChat token", e);
    }
}
