package io.weapp.passport.session;

import io.weapp.passport.app.AppPolicy;
import io.weapp.passport.app.MiniApp;
import io.weapp.passport.app.MiniApps;
import io.weapp.passport.audit.Audit;
import io.weapp.passport.audit.AuditEntry;
import io.weapp.passport.audit.AuditType;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.settings.Settings;
import io.weapp.passport.store.Cursor;
import io.weapp.passport.store.Page;
import io.weapp.passport.store.PageRequest;
import io.weapp.passport.user.Identity;
import io.weapp.passport.user.IdentityTakenException;
import io.weapp.passport.user.Users;
import io.weapp.passport.user.WechatProfile;
import io.weapp.passport.vault.Vault;
import io.weapp.passport.wechat.WechatSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The login states of all users. */
@ApplicationScoped
public class LoginSessions {

    private static final String OWN_NEWEST_FIRST = "select s from LoginSession s where s.userId ="
            + " (select c.userId from LoginSession c where c.id = :current) and s.appId = :app and s.endedAt is null and s.expiresAt > :now and s.lastSeenAt > :idleSince"
            + " and (s.createdAt < :at or (s.createdAt = :at and s.id < :id)) order by s.createdAt desc, s.id desc";
    private static final String USED = "update LoginSession s set s.lastSeenAt = :now"
            + " where s.id in :ids and s.endedAt is null and s.lastSeenAt < :now";

    /** Answered from the index login_session_by_use alone. */
    private static final String ACTIVE =
            "select s.appId, count(s.appId) from LoginSession s where s.endedAt is null group by s.appId";

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    Users users;

    @Inject
    MiniApps apps;

    @Inject
    RefreshTokens refreshTokens;

    @Inject
    Endings endings;

    @Inject
    Audit audit;

    @Inject
    Vault vault;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /**
     * Opens a session for a person WeChat has just vouched for: user, identity, session key, session and refresh token in
     * one transaction. If the app allows a number of sessions only, the user's oldest end.
     *
     * @throws IdentityTakenException if another first login of the same person was faster: open again
     * @throws ProblemException {@code user_disabled}, {@code app_disabled}
     */
    @Transactional
    public OpenedSession open(
            String appId, WechatSession proof, @Nullable WechatProfile profile, @Nullable String device) {
        MiniApp app = apps.enabled(appId);
        Users.Arrival arrival = users.arrive(appId, app.openPlatform(), proof, profile);
        Identity identity = arrival.identity();
        if (identity.user().disabled()) {
            throw new ProblemException(ProblemType.USER_DISABLED, "This user is disabled.");
        }
        AppPolicy policy = app.policy();
        policy.maxSessions().ifPresent(most -> endings.surplus(identity.user().id(), appId, Math.max(0, most - 1)));
        LoginSession session =
                LoginSession.open(identity, device, policy.sessionAbsolute(settings), vault, clock.instant());
        entities.persist(session);
        audit.record(
                AuditEntry.of(AuditType.LOGIN).user(session.userId()).app(appId).session(session.id()));
        return refreshTokens.issue(session, identity, policy, arrival.newUser());
    }

    /** A session that has not ended; who asks for it with its access token has used it just now, so it is not idle. */
    @Transactional
    public Optional<SessionView> active(String sessionId) {
        return Optional.ofNullable(entities.find(LoginSession.class, sessionId))
                .filter(session -> !session.over(clock.instant()))
                .map(LoginSession::view);
    }

    /** A refresh token that works, of a session that has not ended; nothing is used up by asking. */
    @Transactional
    public Optional<RefreshTokenView> withRefreshToken(String token) {
        return refreshTokens.good(token);
    }

    /** The caller's own sessions in the caller's app, newest first. */
    @Transactional
    public Page<SessionView> own(Caller caller, PageRequest request) {
        Instant now = clock.instant();
        List<LoginSession> found = entities.createQuery(OWN_NEWEST_FIRST, LoginSession.class)
                .setParameter("current", caller.sessionId())
                .setParameter("app", caller.appId())
                .setParameter("now", now)
                .setParameter(
                        "idleSince", now.minus(apps.policyOf(caller.appId()).sessionIdle(settings)))
                .setParameter("at", request.after().at())
                .setParameter("id", request.after().id())
                .setMaxResults(request.rows())
                .getResultList();
        return request.page(found, each -> new Cursor(each.createdAt(), each.id()), LoginSession::view);
    }

    /** Ends the caller's session for good; one that has ended already stays as it is. */
    @Transactional
    public void logout(Caller caller) {
        endings.one(caller.sessionId(), EndReason.LOGOUT);
        audit.record(AuditEntry.of(AuditType.LOGOUT)
                .user(caller.userId())
                .app(caller.appId())
                .session(caller.sessionId()));
    }

    /**
     * Ends one of the caller's own sessions in the caller's app; one that has ended already stays as it is.
     *
     * @throws ProblemException {@code not_found} if it is not the caller's
     */
    @Transactional
    public void endOwn(Caller caller, String sessionId) {
        LoginSession session = entities.find(LoginSession.class, sessionId);
        LoginSession current = entities.find(LoginSession.class, caller.sessionId());
        if (session == null || current == null || !session.isOfTheSameUserAs(current)) {
            throw new ProblemException(ProblemType.NOT_FOUND, "You have no session of this id.");
        }
        if (endings.one(sessionId, EndReason.OWNER)) {
            recordEnd(caller, sessionId);
        }
    }

    /** Ends all of the caller's sessions in the caller's app but the one at hand. */
    @Transactional
    public void endOthers(Caller caller) {
        endings.others(caller.appId(), caller.sessionId(), EndReason.OWNER);
        recordEnd(caller, null);
    }

    /** Ends a session whose refresh token was used by two parties. */
    @Transactional
    public void endReused(RefreshTokens.ReusedException reuse) {
        LoginSession session = reuse.session();
        endings.one(session.id(), EndReason.REFRESH_REUSED);
        audit.record(AuditEntry.of(AuditType.REFRESH_TOKEN_REUSED)
                .user(session.userId())
                .app(session.appId())
                .session(session.id()));
    }

    /** Ends a session, whoever's it is; false if it had ended already, or never was. Whoever calls this records why. */
    @Transactional
    public boolean end(String sessionId, EndReason reason) {
        return endings.one(sessionId, reason);
    }

    /** Ends all sessions of a user in all apps. Whoever calls this records why. */
    @Transactional
    public void endAllOf(String userId, EndReason reason) {
        endings.ofUser(userId, reason);
    }

    /** Ends all sessions of an app, in many short transactions. Whoever calls this records why. */
    public void endAllOfApp(String appId, EndReason reason) {
        boolean more;
        do {
            more = endings.someOfApp(appId, reason);
        } while (more);
    }

    /** How many sessions have not ended, by app; one whose time is over counts until housekeeping comes by. Walks through all of them. */
    @Transactional
    public Map<String, Long> active() {
        return entities.createQuery(ACTIVE, Object[].class)
                .getResultStream()
                .collect(Collectors.toMap(row -> (String) row[0], row -> (Long) row[1]));
    }

    /** Notes that sessions are in use. */
    @Transactional
    void used(List<String> sessionIds) {
        entities.createQuery(USED)
                .setParameter("now", clock.instant())
                .setParameter("ids", sessionIds)
                .executeUpdate();
    }

    private void recordEnd(Caller caller, @Nullable String sessionId) {
        audit.record(AuditEntry.of(AuditType.SESSION_ENDED)
                .user(caller.userId())
                .app(caller.appId())
                .session(sessionId)
                .because(EndReason.OWNER.word(), null));
    }
}
