package io.weapp.passport.session;

import io.weapp.passport.app.AppPolicy;
import io.weapp.passport.app.MiniApps;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.settings.Settings;
import io.weapp.passport.user.Identity;
import io.weapp.passport.user.Users;
import io.weapp.passport.vault.Vault;
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

/**
 * The chains of refresh tokens, one for each session.
 *
 * <p>Parallel refreshes and repeated logins leave several unused tokens in a chain. The first of them to be used takes its
 * siblings along: from then on all of them are used, which for the grace time makes no difference. So a chain has one living
 * end, and somebody who stole a token cannot keep a branch of it beside its owner.
 *
 * <p>A used token is forgotten after the grace time. Its seal still proves that it was issued, so reuse is noticed however
 * late it comes, and a session has few rows.
 */
@ApplicationScoped
public class RefreshTokens {

    /** Rows of one session; what an honest client leaves behind within the grace time is far below. */
    private static final int MAX_ROWS = 200;

    private static final String FORGET =
            "delete from RefreshToken t where t.sessionId = :session and t.usedAt <= :time";
    private static final String COUNT = "select count(t) from RefreshToken t where t.sessionId = :session";
    private static final String SPEND =
            "update RefreshToken t set t.usedAt = :now where t.sessionId = :session and t.usedAt is null";

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    Users users;

    @Inject
    MiniApps apps;

    @Inject
    Vault vault;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /** A used refresh token came back after the grace time: two parties hold the chain, and one of them stole it. */
    public static final class ReusedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient LoginSession session;

        ReusedException(LoginSession session) {
            super("session " + session.id());
            this.session = session;
        }

        LoginSession session() {
            return session;
        }
    }

    /**
     * Gives the next token for one that a client holds.
     *
     * @throws ReusedException if the session must end
     * @throws ProblemException {@code refresh_token_invalid}, {@code session_ended}, {@code user_disabled}, {@code
     *     app_disabled}, {@code rate_limited}
     */
    @Transactional
    public OpenedSession use(String refreshToken) {
        RefreshValue presented = RefreshValue.read(refreshToken).orElseThrow(RefreshTokens::invalid);
        LoginSession session = locked(presented.sessionId())
                .filter(found -> found.issued(presented, vault))
                .orElseThrow(RefreshTokens::invalid);
        Identity identity = users.identity(session.identityId()).orElseThrow(RefreshTokens::invalid);
        AppPolicy policy = admitted(identity);
        Instant now = clock.instant();
        if (session.over(policy.sessionIdle(settings), now)) {
            throw new ProblemException(ProblemType.SESSION_ENDED, "This session has ended: log in again.");
        }
        Duration grace = settings.refreshGrace();
        RefreshToken known = entities.find(RefreshToken.class, presented.hash());
        if (known == null || !known.answered(grace, now)) {
            throw new ReusedException(session);
        }
        makeRoom(session, grace, now);
        if (!known.used()) {
            entities.createQuery(SPEND)
                    .setParameter("now", now)
                    .setParameter("session", session.id())
                    .executeUpdate();
        }
        return issue(session, identity, policy, false);
    }

    /**
     * One more token for a session whose client never saw the last one; empty if the session has ended.
     *
     * @throws ProblemException {@code user_disabled}, {@code app_disabled}, {@code rate_limited}
     */
    @Transactional
    public Optional<OpenedSession> another(String sessionId) {
        Instant now = clock.instant();
        Optional<LoginSession> found = locked(sessionId);
        Optional<Identity> identity = found.flatMap(session -> users.identity(session.identityId()));
        if (found.isEmpty() || identity.isEmpty()) {
            return Optional.empty();
        }
        LoginSession session = found.get();
        AppPolicy policy = admitted(identity.get());
        if (session.over(policy.sessionIdle(settings), now)) {
            return Optional.empty();
        }
        makeRoom(session, settings.refreshGrace(), now);
        return Optional.of(issue(session, identity.get(), policy, false));
    }

    /** A token that would be answered, of a session that has not ended; nothing is used up by asking. */
    @Transactional
    Optional<RefreshTokenView> good(String refreshToken) {
        Instant now = clock.instant();
        Optional<RefreshToken> known = RefreshValue.read(refreshToken)
                .map(value -> entities.find(RefreshToken.class, value.hash()))
                .filter(token -> token.answered(settings.refreshGrace(), now));
        if (known.isEmpty()) {
            return Optional.empty();
        }
        LoginSession session = entities.find(LoginSession.class, known.get().sessionId());
        Duration idle = apps.policyOf(session.appId()).sessionIdle(settings);
        return session.over(idle, now)
                ? Optional.empty()
                : Optional.of(new RefreshTokenView(
                        session.userId(),
                        session.id(),
                        session.appId(),
                        known.get().createdAt(),
                        now.plus(session.timeLeft(idle, now))));
    }

    /** Puts a new token at the end of a session's chain. */
    @Transactional
    OpenedSession issue(LoginSession session, Identity identity, AppPolicy policy, boolean newUser) {
        Instant now = clock.instant();
        Duration accessTtl = session.extend(policy.accessTokenTtl(settings), now);
        RefreshValue next = session.nextRefreshToken(vault);
        entities.persist(RefreshToken.of(next, now));
        entities.flush();
        return new OpenedSession(
                session,
                newUser,
                identity.profile(vault),
                accessTtl,
                next.text(),
                session.timeLeft(policy.sessionIdle(settings), now));
    }

    private Optional<LoginSession> locked(String sessionId) {
        return Optional.ofNullable(entities.find(LoginSession.class, sessionId, LockModeType.PESSIMISTIC_WRITE));
    }

    private AppPolicy admitted(Identity identity) {
        if (identity.user().disabled()) {
            throw new ProblemException(ProblemType.USER_DISABLED, "This user is disabled.");
        }
        return apps.enabled(identity.appId()).policy();
    }

    private void makeRoom(LoginSession session, Duration grace, Instant now) {
        entities.createQuery(FORGET)
                .setParameter("session", session.id())
                .setParameter("time", now.minus(grace))
                .executeUpdate();
        long rows = entities.createQuery(COUNT, Long.class)
                .setParameter("session", session.id())
                .getSingleResult();
        if (rows >= MAX_ROWS) {
            throw ProblemException.retryLater(ProblemType.RATE_LIMITED, "This session is refreshed too often.", grace);
        }
    }

    private static ProblemException invalid() {
        return new ProblemException(ProblemType.REFRESH_TOKEN_INVALID, "This is not a refresh token of ours.");
    }
}
