package io.weapp.passport.login;

import io.weapp.passport.housekeeping.Chore;
import io.weapp.passport.session.OpenedSession;
import io.weapp.passport.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The logins of the last minutes that may be repeated, known to all nodes. */
@ApplicationScoped
public class LoginAttempts implements Chore {

    /** How long after a login the same request gets the same session. */
    static final Duration WINDOW = Duration.ofSeconds(60);

    /** What a login needs besides its exchange with WeChat; generous, because it is paid for a killed node only. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    /** Longer than any attempt and its window. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    private static final String TAKE_OVER = "update LoginAttempt a set a.runner = :runner, a.startedAt = :now"
            + " where a.codeHash = :code and a.runner = :former and a.finishedAt is null";
    private static final String FINISH = "update LoginAttempt a set a.sessionId = :session, a.newUser = :newUser,"
            + " a.finishedAt = :now where a.codeHash = :code and a.keyHash = :key and a.finishedAt is null";
    private static final String ABANDON =
            "delete from LoginAttempt a where a.codeHash = :code and a.runner = :runner and a.finishedAt is null";
    private static final String OLD =
            "select a.codeHash from LoginAttempt a where a.startedAt < :time order by a.startedAt";
    private static final String DELETE =
            "delete from LoginAttempt a where a.codeHash in :codes and a.startedAt < :time";

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /** What a request to log in has to do. */
    enum Turn {
        /** It is the first: exchange the code. */
        RUN,
        /** The same request is under way, perhaps on another node. */
        WAIT,
        /** The same request has led to a session. */
        REPEAT,
        /** Another key, or too late: WeChat will refuse the code. */
        REFUSE
    }

    record Standing(Turn turn, LoginAttempt.@Nullable Outcome outcome) {}

    /**
     * Finds out whose turn it is.
     *
     * @throws jakarta.persistence.PersistenceException if the same request starts on another node at this moment: ask again
     */
    @Transactional
    public Standing standing(Attempt attempt) {
        Instant now = clock.instant();
        LoginAttempt known = entities.find(LoginAttempt.class, attempt.codeHash());
        if (known == null) {
            entities.persist(LoginAttempt.start(attempt, now));
            entities.flush();
            return new Standing(Turn.RUN, null);
        }
        if (!known.hasKeyOf(attempt)) {
            return new Standing(Turn.REFUSE, null);
        }
        if (known.finished()) {
            return known.finishedWithin(WINDOW, now)
                    ? new Standing(Turn.REPEAT, known.outcome())
                    : new Standing(Turn.REFUSE, null);
        }
        boolean mine = !known.startedWithin(longest(), now) && takeOver(known, attempt, now);
        return new Standing(mine ? Turn.RUN : Turn.WAIT, null);
    }

    /** After this time an attempt has ended, or its node was killed. */
    Duration longest() {
        return settings.wechatConnectTimeout()
                .plus(settings.wechatReadTimeout())
                .plus(MARGIN);
    }

    /** Opens a session and notes it under its attempt, in one transaction. */
    @Transactional
    public OpenedSession finishedBy(@Nullable Attempt attempt, Supplier<OpenedSession> open) {
        OpenedSession opened = open.get();
        if (attempt != null) {
            entities.createQuery(FINISH)
                    .setParameter("session", opened.session().id())
                    .setParameter("newUser", opened.newUser())
                    .setParameter("now", clock.instant())
                    .setParameter("code", attempt.codeHash())
                    .setParameter("key", attempt.keyHash())
                    .executeUpdate();
        }
        return opened;
    }

    /** Forgets an attempt that failed, so that it stands in nobody's way. */
    @Transactional
    public void abandon(Attempt attempt) {
        entities.createQuery(ABANDON)
                .setParameter("code", attempt.codeHash())
                .setParameter("runner", attempt.runner())
                .executeUpdate();
    }

    @Override
    @Transactional
    public boolean work() {
        Instant time = clock.instant().minus(KEPT);
        List<String> codes = entities.createQuery(OLD, String.class)
                .setParameter("time", time)
                .setMaxResults(BATCH)
                .getResultList();
        if (!codes.isEmpty()) {
            entities.createQuery(DELETE)
                    .setParameter("codes", codes)
                    .setParameter("time", time)
                    .executeUpdate();
        }
        return codes.size() == BATCH;
    }

    private boolean takeOver(LoginAttempt known, Attempt attempt, Instant now) {
        return entities.createQuery(TAKE_OVER)
                        .setParameter("runner", attempt.runner())
                        .setParameter("now", now)
                        .setParameter("code", attempt.codeHash())
                        .setParameter("former", known.runner())
                        .executeUpdate()
                == 1;
    }
}
