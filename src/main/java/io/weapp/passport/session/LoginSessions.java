package io.weapp.passport.session;

import io.weapp.passport.audit.Audit;
import io.weapp.passport.audit.AuditEntry;
import io.weapp.passport.audit.AuditType;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.settings.Settings;
import io.weapp.passport.user.Users;
import io.weapp.passport.user.WechatProfile;
import io.weapp.passport.wechat.WechatSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The login states of all users. */
@ApplicationScoped
public class LoginSessions {

    private static final String END =
            "update LoginSession s set s.endedAt = :now, s.endReason = :reason where s.id = :id and s.endedAt is null";
    private static final String ENDED_SINCE = "select s.id from LoginSession s where s.endedAt >= :since";

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    Users users;

    @Inject
    Audit audit;

    @Inject
    EndedSessions endedSessions;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /** Why a session ended; kept with it. */
    public enum EndReason {
        LOGOUT
    }

    /**
     * Opens a session for a person WeChat has just vouched for: user, identity, session key, session and refresh token in
     * one transaction.
     *
     * @throws Users.IdentityTakenException if another first login of the same person was faster: open again
     * @throws ProblemException {@code user_disabled}
     */
    @Transactional
    public OpenedSession open(
            String appId, WechatSession proof, @Nullable WechatProfile profile, @Nullable String device) {
        Users.Arrival arrival =
                users.arrive(appId, proof.openId(), proof.unionId(), proof.sessionKey(), proof.startedAt(), profile);
        if (arrival.identity().user().disabled()) {
            throw new ProblemException(ProblemType.USER_DISABLED, "This user is disabled.");
        }
        Instant now = clock.instant();
        LoginSession session = LoginSession.open(arrival.identity(), device, settings.sessionAbsolute(), now);
        entities.persist(session);
        Duration refreshTtl = shorter(settings.sessionIdle(), settings.sessionAbsolute());
        String refreshToken = RefreshToken.random();
        entities.persist(RefreshToken.of(refreshToken, session, now, now.plus(refreshTtl)));
        audit.record(
                AuditEntry.of(AuditType.LOGIN).user(session.userId()).app(appId).session(session.id()));
        return new OpenedSession(session, arrival.newUser(), arrival.identity().profile(), refreshToken, refreshTtl);
    }

    /** A session that has not ended. */
    @Transactional
    public Optional<SessionView> active(String sessionId) {
        return Optional.ofNullable(entities.find(LoginSession.class, sessionId))
                .filter(session -> !session.ended())
                .map(LoginSession::view);
    }

    /** A refresh token that works, of a session that has not ended; nothing is used up by asking. */
    @Transactional
    public Optional<RefreshTokenView> withRefreshToken(String token) {
        RefreshToken stored = entities.find(RefreshToken.class, RefreshToken.hash(token));
        return stored == null || !stored.usable(clock.instant())
                ? Optional.empty()
                : Optional.ofNullable(entities.find(LoginSession.class, stored.sessionId()))
                        .filter(session -> !session.ended())
                        .map(stored::view);
    }

    /** Ends the caller's session for good; one that has ended already stays as it is. */
    @Transactional
    public void logout(Caller caller) {
        end(caller.sessionId(), EndReason.LOGOUT);
        audit.record(AuditEntry.of(AuditType.LOGOUT)
                .user(caller.userId())
                .app(caller.appId())
                .session(caller.sessionId()));
    }

    private void end(String sessionId, EndReason reason) {
        entities.createQuery(END)
                .setParameter("now", clock.instant())
                .setParameter("reason", reason.name().toLowerCase(Locale.ROOT))
                .setParameter("id", sessionId)
                .executeUpdate();
        endedSessions.add(sessionId);
    }

    @Transactional
    List<String> endedSince(Instant since) {
        return entities.createQuery(ENDED_SINCE, String.class)
                .setParameter("since", since)
                .getResultList();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
