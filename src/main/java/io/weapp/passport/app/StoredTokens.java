package io.weapp.passport.app;

import io.weapp.passport.vault.Vault;
import io.weapp.passport.wechat.WechatToken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The WeChat tokens in the database, which all nodes share. Every method is a transaction of its own; none waits for WeChat. */
@ApplicationScoped
public class StoredTokens {

    private static final String KNOWN = "select count(t) from StoredToken t where t.appId = :id";

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    MiniApps apps;

    @Inject
    Vault vault;

    @Inject
    Clock clock;

    /** The right to fetch a token for an app as it was when the right was given. */
    record Lease(String owner, MiniApp app) {}

    /**
     * The token, if it works for at least that long.
     *
     * @throws io.weapp.passport.problem.ProblemException {@code app_unknown} or {@code app_disabled}
     */
    @Transactional
    public Optional<SharedToken> good(String appId, Duration left) {
        MiniApp app = apps.enabled(appId);
        Instant now = clock.instant();
        return found(appId)
                .filter(stored -> stored.goodUntil(now.plus(left), app))
                .map(stored -> stored.open(app, vault, now));
    }

    /**
     * The right to fetch, for a limited time; empty if another has it, or if there is a good token by now.
     *
     * @param owner unique for each fetch
     */
    @Transactional
    public Optional<Lease> lease(String appId, String owner, Duration left, Duration time) {
        StoredToken stored = locked(appId);
        MiniApp app = apps.enabled(appId);
        Instant now = clock.instant();
        if (stored.leasedAt(now) || stored.goodUntil(now.plus(left), app)) {
            return Optional.empty();
        }
        stored.leaseTo(owner, now.plus(time));
        return Optional.of(new Lease(owner, app));
    }

    /** Gives all nodes what was fetched and ends the lease; empty if the lease had run out and another has it. */
    @Transactional
    public Optional<SharedToken> renew(Lease lease, WechatToken fetched) {
        StoredToken stored = locked(lease.app().appId());
        return stored.renew(lease.owner(), fetched, lease.app().updatedAt(), vault)
                ? Optional.of(stored.open(lease.app(), vault, clock.instant()))
                : Optional.empty();
    }

    /** Lets others try at once. */
    @Transactional
    public void release(Lease lease) {
        locked(lease.app().appId()).release(lease.owner());
    }

    @Transactional
    public void drop(String appId, long generation, Instant fetchedBefore) {
        locked(appId).drop(generation, fetchedBefore);
    }

    Optional<StoredToken> found(String appId) {
        return Optional.ofNullable(entities.find(StoredToken.class, appId));
    }

    /** Asked for without a lock first: MariaDB locks the gap where a row is missing, and two such readers block one another. */
    StoredToken locked(String appId) {
        boolean known = entities.createQuery(KNOWN, Long.class)
                        .setParameter("id", appId)
                        .getSingleResult()
                > 0;
        StoredToken stored = known ? entities.find(StoredToken.class, appId, LockModeType.PESSIMISTIC_WRITE) : null;
        if (stored == null) {
            stored = StoredToken.none(appId);
            entities.persist(stored);
            entities.flush();
        }
        return stored;
    }
}
