package io.weapp.passport.session;

import io.weapp.passport.housekeeping.Chore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The ends of sessions: every session that ends does so here, and this node refuses its access tokens from then on. */
@ApplicationScoped
public class Endings {

    private static final String LIVING =
            "select new io.weapp.passport.session.LivingSession(s.id, s.accessUntil) from LoginSession s"
                    + " where s.endedAt is null and ";
    private static final String ONE = LIVING + "s.id = :id";
    private static final String OF_USER = LIVING + "s.userId = :user";
    private static final String OTHERS = LIVING + "s.appId = :app and s.id <> :kept"
            + " and s.userId = (select k.userId from LoginSession k where k.id = :kept)";
    private static final String OF_APP = LIVING + "s.appId = :app";
    private static final String OF_IDENTITY =
            "select new io.weapp.passport.session.LivingSession(s.id, s.accessUntil) from LoginSession s"
                    + " where s.identityId = :identity";
    private static final String OUTLIVED = LIVING + "s.expiresAt <= :now order by s.expiresAt";
    private static final String UNUSED = LIVING + "s.appId = :app and s.lastSeenAt <= :since";
    private static final String NEWEST_FIRST = "select s from LoginSession s where s.endedAt is null"
            + " and s.userId = :user and s.appId = :app order by s.createdAt desc, s.id desc";
    private static final String END =
            "update LoginSession s set s.endedAt = :now, s.endReason = :reason where s.id in :ids and s.endedAt is null";
    private static final String ENDED_SINCE =
            "select new io.weapp.passport.session.LivingSession(s.id, s.accessUntil) from LoginSession s"
                    + " where s.endedAt >= :since and s.accessUntil > :now";
    private static final String ENDED_BEFORE = "select s.id from LoginSession s where s.endedAt < :time";
    private static final String DELETE_TOKENS = "delete from RefreshToken t where t.sessionId in :ids";
    private static final String DELETE_SESSIONS = "delete from LoginSession s where s.id in :ids";

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    EndedSessions endedSessions;

    @Inject
    RevokedTokens revokedTokens;

    @Inject
    Clock clock;

    /** Ends one session; false if it had ended already, or never was. */
    @Transactional
    public boolean one(String sessionId, EndReason reason) {
        return end(living(ONE).setParameter("id", sessionId).getResultList(), reason);
    }

    /** Ends all sessions of a user in all apps. */
    @Transactional
    public void ofUser(String userId, EndReason reason) {
        end(living(OF_USER).setParameter("user", userId).getResultList(), reason);
    }

    /** Ends all sessions of the user of one session in its app, but that one. */
    @Transactional
    public void others(String appId, String kept, EndReason reason) {
        end(living(OTHERS).setParameter("app", appId).setParameter("kept", kept).getResultList(), reason);
    }

    /** Ends the oldest sessions of a user in one app until {@code most} are left; the caller has the user locked. */
    @Transactional
    public void surplus(String userId, String appId, int most) {
        // Locked, because MariaDB would show what was there before the user was.
        List<LoginSession> newestFirst = entities.createQuery(NEWEST_FIRST, LoginSession.class)
                .setParameter("user", userId)
                .setParameter("app", appId)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
        end(newestFirst.stream().skip(most).map(LoginSession::living).toList(), EndReason.MAX_SESSIONS);
    }

    /** Ends some sessions of an app in a transaction of its own, because there may be millions; true if there are more. */
    @Transactional(TxType.REQUIRES_NEW)
    public boolean someOfApp(String appId, EndReason reason) {
        return endSome(living(OF_APP).setParameter("app", appId), reason);
    }

    /** Ends some of the sessions that have reached the end of their absolute lifetime; true if there are more. */
    @Transactional
    public boolean someOutlived() {
        return endSome(living(OUTLIVED).setParameter("now", clock.instant()), EndReason.ABSOLUTE);
    }

    /** Ends some of an app's sessions that were not used since then; true if there are more. */
    @Transactional
    public boolean someUnused(String appId, Instant since) {
        return endSome(living(UNUSED).setParameter("app", appId).setParameter("since", since), EndReason.IDLE);
    }

    /** What ended since then and may still have a living access token. */
    @Transactional
    public List<LivingSession> since(Instant since) {
        return living(ENDED_SINCE)
                .setParameter("since", since)
                .setParameter("now", clock.instant())
                .getResultList();
    }

    /** Deletes some of the sessions that ended before {@code time}; true if there are more. */
    @Transactional
    public boolean forgetSome(Instant time) {
        List<String> ids = entities.createQuery(ENDED_BEFORE, String.class)
                .setParameter("time", time)
                .setMaxResults(Chore.BATCH)
                .getResultList();
        if (!ids.isEmpty()) {
            entities.createQuery(DELETE_TOKENS).setParameter("ids", ids).executeUpdate();
            entities.createQuery(DELETE_SESSIONS).setParameter("ids", ids).executeUpdate();
        }
        return ids.size() == Chore.BATCH;
    }

    /** Deletes all sessions of an identity; other nodes learn which access tokens to refuse from ids that lead to nobody. */
    @Transactional
    public void erase(String identityId) {
        Instant now = clock.instant();
        List<LivingSession> all = entities.createQuery(OF_IDENTITY, LivingSession.class)
                .setParameter("identity", identityId)
                .getResultList();
        for (int from = 0; from < all.size(); from += Chore.BATCH) {
            List<LivingSession> batch = all.subList(from, Math.min(from + Chore.BATCH, all.size()));
            List<String> ids = batch.stream().map(LivingSession::id).toList();
            entities.createQuery(DELETE_TOKENS).setParameter("ids", ids).executeUpdate();
            entities.createQuery(DELETE_SESSIONS).setParameter("ids", ids).executeUpdate();
            batch.stream()
                    .filter(each -> each.accessUntil().isAfter(now))
                    .forEach(each -> revokedTokens.revoke(each.id(), each.accessUntil()));
        }
    }

    private TypedQuery<LivingSession> living(String query) {
        return entities.createQuery(query, LivingSession.class);
    }

    private boolean endSome(TypedQuery<LivingSession> query, EndReason reason) {
        List<LivingSession> some = query.setMaxResults(Chore.BATCH).getResultList();
        end(some, reason);
        return some.size() == Chore.BATCH;
    }

    private boolean end(List<LivingSession> sessions, EndReason reason) {
        int ended = 0;
        for (int from = 0; from < sessions.size(); from += Chore.BATCH) {
            List<LivingSession> batch = sessions.subList(from, Math.min(from + Chore.BATCH, sessions.size()));
            ended += entities.createQuery(END)
                    .setParameter("now", clock.instant())
                    .setParameter("reason", reason.word())
                    .setParameter("ids", batch.stream().map(LivingSession::id).toList())
                    .executeUpdate();
        }
        sessions.forEach(endedSessions::add);
        return ended > 0;
    }
}
