package io.weapp.passport.push;

import io.weapp.passport.housekeeping.Chore;
import io.weapp.passport.origin.Origins;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.push.PushEvent.State;
import io.weapp.passport.rights.Erased;
import io.weapp.passport.vault.Vault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What WeChat pushed to any node, and what has become of it. */
@ApplicationScoped
public class PushEvents implements Chore {

    /** Longer than the work on one message takes, webhook included. */
    static final Duration LEASE = Duration.ofMinutes(1);

    private static final Duration DONE_KEPT = Duration.ofDays(7);
    private static final Duration DEAD_KEPT = Duration.ofDays(90);

    /** Longer than a signature is accepted. */
    private static final Duration SIGNATURE_KEPT = Duration.ofMinutes(30);

    private static final String SAME_MESSAGE = "select count(e) from PushEvent e where e.messageHash = :hash";
    private static final String TURN = "select e.id from PushEvent e where e.state = :due and e.lane = :lane"
            + " and e.nextTryAt <= :now order by e.nextTryAt, e.id";
    private static final String CLAIM = "update PushEvent e set e.runner = :runner, e.tries = e.tries + 1,"
            + " e.nextTryAt = :until where e.id = :id and e.state = :due and e.nextTryAt <= :now";
    private static final String END = "update PushEvent e set e.state = :state, e.finishedAt = :now, e.runner = null"
            + " where e.id = :id and e.runner = :runner and e.state = :due";
    private static final String EMPTY = "update PushEvent e set e.message = null where e.id = :id";
    private static final String EMPTY_DEAD =
            "update PushEvent e set e.message = null where e.subject = :subject and e.state = :dead";
    private static final String POSTPONE = "update PushEvent e set e.nextTryAt = :time, e.runner = null"
            + " where e.id = :id and e.runner = :runner and e.state = :due";
    private static final String COUNT = "select count(e.state) from PushEvent e where e.state = :state";
    private static final String OLDEST = "select min(e.receivedAt) from PushEvent e where e.state = :state";
    private static final String OLD = "select e.id from PushEvent e where e.state = :state and e.finishedAt < :time";
    private static final String DELETE = "delete from PushEvent e where e.id in :ids and e.state = :state";
    private static final String OLD_SIGNATURES = "select s.signatureHash from PushSignature s where s.seenAt < :time";
    private static final String DELETE_SIGNATURES = "delete from PushSignature s where s.signatureHash in :ids";

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    Origins origins;

    @Inject
    Vault vault;

    @Inject
    Clock clock;

    /**
     * Stores a message, unless it is stored already.
     *
     * @return false if it was stored already
     * @throws ProblemException {@code forbidden} if its signature has brought another message
     * @throws jakarta.persistence.PersistenceException if the same arrives on another node at this moment: try again
     */
    @Transactional
    public boolean take(Letter letter) {
        Instant now = clock.instant();
        String hash = letter.messageHash();
        PushSignature seen = entities.find(PushSignature.class, letter.signatureHash());
        if (seen != null && !seen.brought(hash)) {
            throw new ProblemException(ProblemType.FORBIDDEN, "This signature was used before.");
        }
        if (seen == null) {
            entities.persist(PushSignature.seen(letter.signatureHash(), hash, now));
        }
        long known = entities.createQuery(SAME_MESSAGE, Long.class)
                .setParameter("hash", hash)
                .getSingleResult();
        if (known == 0) {
            entities.persist(PushEvent.receive(
                    letter.appId(),
                    hash,
                    letter.lane(),
                    letter.event(),
                    letter.message().json(),
                    letter.openId(),
                    origins.current().trace(),
                    vault,
                    now));
        }
        entities.flush();
        return known == 0;
    }

    /** What waits and what was given up, from indexes alone. */
    @Transactional
    public PushBacklog backlog() {
        Instant oldest = entities.createQuery(OLDEST, Instant.class)
                .setParameter("state", State.DUE)
                .getSingleResult();
        return new PushBacklog(count(State.DUE), oldest, count(State.DEAD));
    }

    /** Some of the messages whose turn it is, first come, first served. */
    @Transactional
    public List<String> due(PushLane lane) {
        return entities.createQuery(TURN, String.class)
                .setParameter("due", State.DUE)
                .setParameter("lane", lane)
                .setParameter("now", clock.instant())
                .setMaxResults(BATCH)
                .getResultList();
    }

    /** Takes a message in hand; empty if another node was faster. After {@link #LEASE} another may take it over. */
    @Transactional
    public Optional<PushEvent> claim(String id, String runner) {
        Instant now = clock.instant();
        int claimed = entities.createQuery(CLAIM)
                .setParameter("runner", runner)
                .setParameter("until", now.plus(LEASE))
                .setParameter("id", id)
                .setParameter("due", State.DUE)
                .setParameter("now", now)
                .executeUpdate();
        return claimed == 1 ? Optional.of(entities.find(PushEvent.class, id)) : Optional.empty();
    }

    /**
     * Does the last of the work on a message and notes its end, in one transaction; the content is not needed any more.
     *
     * @throws IllegalStateException if another node has taken over meanwhile; nothing is done then
     */
    @Transactional
    public void finish(PushEvent event, String runner, Runnable work) {
        work.run();
        if (!end(event, runner, State.DONE)) {
            throw new IllegalStateException("Another node has taken the message over");
        }
        entities.createQuery(EMPTY).setParameter("id", event.id()).executeUpdate();
    }

    /** Gives a message back, to be tried again at a time. */
    @Transactional
    public void postpone(PushEvent event, String runner, Instant time) {
        entities.createQuery(POSTPONE)
                .setParameter("time", time)
                .setParameter("id", event.id())
                .setParameter("runner", runner)
                .setParameter("due", State.DUE)
                .executeUpdate();
    }

    /** Gives a message up for good, with a last act in the same transaction. */
    @Transactional
    public void giveUp(PushEvent event, String runner, Runnable lastAct) {
        if (end(event, runner, State.DEAD)) {
            lastAct.run();
        }
    }

    /** Empties what was given up of a person's messages; the others are emptied when they are worked off. */
    @Transactional
    public void forget(@Observes Erased erased) {
        entities.createQuery(EMPTY_DEAD)
                .setParameter("subject", PushEvent.subject(erased.appId(), erased.openId(), vault))
                .setParameter("dead", State.DEAD)
                .executeUpdate();
    }

    @Override
    @Transactional
    public boolean work() {
        Instant now = clock.instant();
        return forgetSome(State.DONE, now.minus(DONE_KEPT))
                | forgetSome(State.DEAD, now.minus(DEAD_KEPT))
                | forgetSomeSignatures(now.minus(SIGNATURE_KEPT));
    }

    private long count(State state) {
        return entities.createQuery(COUNT, Long.class)
                .setParameter("state", state)
                .getSingleResult();
    }

    private boolean end(PushEvent event, String runner, State state) {
        return entities.createQuery(END)
                        .setParameter("state", state)
                        .setParameter("now", clock.instant())
                        .setParameter("id", event.id())
                        .setParameter("runner", runner)
                        .setParameter("due", State.DUE)
                        .executeUpdate()
                == 1;
    }

    private boolean forgetSome(State state, Instant time) {
        List<String> ids = entities.createQuery(OLD, String.class)
                .setParameter("state", state)
                .setParameter("time", time)
                .setMaxResults(BATCH)
                .getResultList();
        if (!ids.isEmpty()) {
            entities.createQuery(DELETE)
                    .setParameter("ids", ids)
                    .setParameter("state", state)
                    .executeUpdate();
        }
        return ids.size() == BATCH;
    }

    private boolean forgetSomeSignatures(Instant time) {
        List<String> ids = entities.createQuery(OLD_SIGNATURES, String.class)
                .setParameter("time", time)
                .setMaxResults(BATCH)
                .getResultList();
        if (!ids.isEmpty()) {
            entities.createQuery(DELETE_SIGNATURES).setParameter("ids", ids).executeUpdate();
        }
        return ids.size() == BATCH;
    }
}
