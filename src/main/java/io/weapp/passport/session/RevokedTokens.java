package io.weapp.passport.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Access tokens that belong to no session (any more) and were revoked before their time; shared by all nodes. */
@ApplicationScoped
public class RevokedTokens {

    private static final String COUNT = "select count(t) from RevokedToken t where t.tokenId = :id";
    private static final String REVOKED_SINCE =
            "select new io.weapp.passport.session.LivingSession(t.tokenId, t.expiresAt) from RevokedToken t"
                    + " where t.revokedAt >= :since";
    private static final String EXPIRED = "select t.id from RevokedToken t where t.expiresAt < :time order by t.id";
    private static final String DELETE = "delete from RevokedToken t where t.id in :ids";
    private static final int BATCH = 500;

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    EndedSessions endedSessions;

    @Inject
    Clock clock;

    /**
     * Revokes a token, or every token of a subject.
     *
     * @param id the {@code jti}, or the {@code sub} or {@code sid} all of whose tokens end
     * @param expiresAt when the last of them expires by itself and this can be forgotten
     */
    @Transactional
    public void revoke(String id, Instant expiresAt) {
        entities.persist(RevokedToken.of(id, clock.instant(), expiresAt));
        endedSessions.add(new LivingSession(id, expiresAt));
    }

    /** Asks the database, for those who want to know what other nodes did a moment ago. */
    @Transactional
    public boolean contains(String id) {
        return entities.createQuery(COUNT, Long.class).setParameter("id", id).getSingleResult() > 0;
    }

    @Transactional
    List<LivingSession> revokedSince(Instant since) {
        return entities.createQuery(REVOKED_SINCE, LivingSession.class)
                .setParameter("since", since)
                .getResultList();
    }

    /** Deletes what had expired at {@code time}, some rows at once; in order, so that two nodes do not block one another. */
    @Transactional
    void purge(Instant time) {
        List<String> ids = entities.createQuery(EXPIRED, String.class)
                .setParameter("time", time)
                .setMaxResults(BATCH)
                .getResultList();
        if (!ids.isEmpty()) {
            entities.createQuery(DELETE).setParameter("ids", ids).executeUpdate();
        }
    }
}
