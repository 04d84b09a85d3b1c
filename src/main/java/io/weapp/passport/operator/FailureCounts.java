package io.weapp.passport.operator;

import io.weapp.passport.housekeeping.Chore;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/** The counts that all nodes share. Callers name the counts of one call in one fixed order, so that rows are locked in it too. */
@ApplicationScoped
public class FailureCounts implements Chore {

    private static final String KNOWN = "select count(c) from FailureCount c where c.id = :id";
    private static final String EXPIRED = "select c.id from FailureCount c where c.expiresAt < :now";
    private static final String DELETE = "delete from FailureCount c where c.id in :ids and c.expiresAt < :now";

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    Clock clock;

    /** Something that may fail {@code limit} times within the window. */
    record Limit(String what, int limit) {}

    /**
     * Adds a failure to every count, or to none.
     *
     * @throws ProblemException {@code rate_limited} if one of them is full
     */
    @Transactional
    public void add(List<Limit> limits, Duration window) {
        Instant now = clock.instant();
        for (Limit each : limits) {
            FailureCount count = locked(each.what(), now);
            if (count.full(each.limit(), now)) {
                throw ProblemException.retryLater(
                        ProblemType.RATE_LIMITED,
                        "Too many attempts have failed.",
                        Duration.between(now, count.expiresAt()));
            }
            count.add(each.limit(), window, now);
        }
    }

    @Transactional
    public void clear(String what) {
        locked(what, clock.instant()).clear();
    }

    @Transactional
    public void takeBackOne(String what) {
        locked(what, clock.instant()).takeBackOne();
    }

    @Transactional
    public void remember(String what, Duration time) {
        Instant now = clock.instant();
        locked(what, now).rememberUntil(now.plus(time));
    }

    @Transactional
    public boolean remembers(String what) {
        FailureCount count = entities.find(FailureCount.class, idOf(what));
        return count != null && clock.instant().isBefore(count.expiresAt());
    }

    /** Deletes some of the counts that no longer matter. */
    @Override
    @Transactional
    public boolean work() {
        List<String> ids = entities.createQuery(EXPIRED, String.class)
                .setParameter("now", clock.instant())
                .setMaxResults(Chore.BATCH)
                .getResultList();
        if (!ids.isEmpty()) {
            entities.createQuery(DELETE)
                    .setParameter("ids", ids)
                    .setParameter("now", clock.instant())
                    .executeUpdate();
        }
        return ids.size() == Chore.BATCH;
    }

    /** Asked for without a lock first: MariaDB locks the gap where a row is missing, and two such readers block one another. */
    private FailureCount locked(String what, Instant now) {
        String id = idOf(what);
        boolean known =
                entities.createQuery(KNOWN, Long.class).setParameter("id", id).getSingleResult() > 0;
        FailureCount count = known ? entities.find(FailureCount.class, id, LockModeType.PESSIMISTIC_WRITE) : null;
        if (count == null) {
            count = FailureCount.of(id, now);
            entities.persist(count);
            entities.flush();
        }
        return count;
    }

    /** Hashed, because people type their password into the field for the name. */
    private static String idOf(String what) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
