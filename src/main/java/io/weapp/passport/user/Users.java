package io.weapp.passport.user;

import io.weapp.passport.audit.Audit;
import io.weapp.passport.audit.AuditEntry;
import io.weapp.passport.audit.AuditType;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.store.Collision;
import io.weapp.passport.vault.Vault;
import io.weapp.passport.wechat.WechatSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The people who have logged in. */
@ApplicationScoped
public class Users {

    private static final String BY_OPEN_ID =
            "select i from Identity i join fetch i.user where i.appId = :appId and i.openId = :openId";
    private static final String BY_USER = "select i from Identity i where i.user.id = :user order by i.createdAt, i.id";
    private static final String BY_SESSION =
            "select i from Identity i join fetch i.user, LoginSession s where s.id = :session and s.identityId = i.id";

    private static final String DELETE_KEYS = "delete from SessionKeyRing k where k.identityId = :id";
    private static final String DELETE_IDENTITY = "delete from Identity i where i.id = :id";
    private static final String DELETE_USER = "delete from User u where u.id = :id";
    /** A unionId that none of the user's identities has any more. */
    private static final String DELETE_PEOPLE = "delete from UnionPerson p where p.userId = :user and not exists"
            + " (select i.id from Identity i where i.user.id = :user and p.id = concat(i.unionPlatform, '/', i.unionId))";

    private static final String BY_ID = "select i from Identity i join fetch i.user where i.id = :id";

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    UnionIds unionIds;

    @Inject
    UserAliases aliases;

    @Inject
    Profiles profiles;

    @Inject
    Audit audit;

    @Inject
    Vault vault;

    @Inject
    Clock clock;

    /** A person who has just proved to WeChat who they are. */
    public record Arrival(Identity identity, boolean newUser) {}

    /**
     * The identity behind an openid, created with its user at the first login, with everything WeChat told just now. The
     * user stays locked to the end of the transaction: logins of one user take turns, and none slips past {@link #disable}.
     *
     * @param openPlatform the label of the app's Open Platform account; null if it has none
     * @throws IdentityTakenException if another first login of the same person was faster
     */
    @Transactional
    public Arrival arrive(
            String appId, @Nullable String openPlatform, WechatSession proof, @Nullable WechatProfile profile) {
        Optional<Identity> known = known(appId, proof.openId());
        Arrival arrival =
                known.map(identity -> new Arrival(identity, false)).orElseGet(() -> create(appId, openPlatform, proof));
        Identity identity = arrival.identity();
        unionIds.link(identity, openPlatform, proof.unionId());
        known.ifPresent(this::lock);
        if (profile != null) {
            identity.show(profile, clock.instant());
        }
        ringOf(identity, known.isPresent()).add(proof.sessionKey(), proof.startedAt(), vault);
        return arrival;
    }

    /**
     * The profile of the user who holds a session, inside that session's app.
     *
     * @throws ProblemException {@code session_ended} if the session is gone
     */
    @Transactional
    public ProfileView profileOf(String sessionId) {
        return present(sessionId).profile(vault);
    }

    /** An identity with its user. */
    @Transactional
    public Optional<Identity> identity(String id) {
        return entities.createQuery(BY_ID, Identity.class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst();
    }

    /**
     * Who the caller is inside the app of the session.
     *
     * @throws ProblemException {@code session_ended} if the session is gone
     */
    @Transactional
    public Identity present(String sessionId) {
        return entities.createQuery(BY_SESSION, Identity.class)
                .setParameter("session", sessionId)
                .getResultStream()
                .findFirst()
                .orElseThrow(Users::gone);
    }

    /**
     * The same, locked with its user to the end of the transaction, so that changes to one user take turns.
     *
     * @throws ProblemException {@code session_ended} if the session is gone
     */
    @Transactional
    public Identity locked(String sessionId) {
        return profiles.locked(present(sessionId).id());
    }

    /** An identity locked as by {@link #locked}; empty if it is unknown, or gone. */
    @Transactional
    public Optional<Identity> lockedWithOpenId(String appId, String openId) {
        Optional<Identity> identity = known(appId, openId);
        identity.ifPresent(this::lock);
        return identity;
    }

    /** All identities of a user; empty if there is no such user. */
    @Transactional
    public List<Identity> identitiesOf(String userId) {
        return entities.createQuery(BY_USER, Identity.class)
                .setParameter("user", aliases.resolved(userId))
                .getResultList();
    }

    /** All identities of a user, locked with the user to the end of the transaction; empty if there is no such user. */
    @Transactional
    public List<Identity> lockedIdentities(String userId) {
        entities.find(User.class, aliases.resolved(userId), LockModeType.PESSIMISTIC_WRITE);
        return identitiesOf(userId);
    }

    /** When WeChat gave us the session keys that we hold for an identity, newest first. */
    @Transactional
    public List<Instant> sessionKeyTimes(String identityId) {
        SessionKeyRing ring = entities.find(SessionKeyRing.class, identityId);
        return ring == null ? List.of() : ring.startedAt();
    }

    /** Deletes an identity, and its user if it was the last; whatever hangs on it must be gone. */
    @Transactional
    public void forget(Identity identity) {
        entities.createQuery(DELETE_KEYS).setParameter("id", identity.id()).executeUpdate();
        entities.createQuery(DELETE_IDENTITY).setParameter("id", identity.id()).executeUpdate();
        String userId = identity.user().id();
        entities.createQuery(DELETE_PEOPLE).setParameter("user", userId).executeUpdate();
        boolean last = entities.createQuery(BY_USER, Identity.class)
                .setParameter("user", userId)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
        if (last) {
            entities.createQuery(DELETE_USER).setParameter("id", userId).executeUpdate();
        }
    }

    private static ProblemException gone() {
        return new ProblemException(ProblemType.SESSION_ENDED, "This session has ended: log in again.");
    }

    /** A user with all identities. */
    @Transactional
    public Optional<UserView> withId(String userId) {
        return Optional.ofNullable(entities.find(User.class, aliases.resolved(userId)))
                .map(this::view);
    }

    /** The user behind an openid of one app, with all identities. */
    @Transactional
    public Optional<UserView> withOpenId(String appId, String openId) {
        return known(appId, openId).map(identity -> view(identity.user()));
    }

    private Optional<Identity> known(String appId, String openId) {
        return entities.createQuery(BY_OPEN_ID, Identity.class)
                .setParameter("appId", appId)
                .setParameter("openId", openId)
                .getResultStream()
                .findFirst();
    }

    /**
     * Lets a user neither log in nor refresh any more; whoever calls this ends the user's sessions afterwards.
     *
     * @param reason a note for other operators
     * @param actor {@code operator:NAME}
     * @throws ProblemException {@code not_found}
     */
    @Transactional
    public void disable(String userId, @Nullable String reason, String actor) {
        User user = lockedUser(userId);
        if (!user.disabled()) {
            user.disable(reason, clock.instant());
            audit.record(AuditEntry.of(AuditType.USER_DISABLED).by(actor).user(userId));
        }
    }

    /**
     * Takes {@link #disable} back.
     *
     * @throws ProblemException {@code not_found}
     */
    @Transactional
    public void enable(String userId, String actor) {
        User user = lockedUser(userId);
        if (user.disabled()) {
            user.enable();
            audit.record(AuditEntry.of(AuditType.USER_ENABLED).by(actor).user(userId));
        }
    }

    /** The user may have been erased since the identity was read; then the person is new here. */
    private void lock(Identity identity) {
        try {
            entities.refresh(identity.user(), LockModeType.PESSIMISTIC_WRITE);
        } catch (EntityNotFoundException e) {
            throw IdentityTakenException.gone(e);
        }
    }

    private User lockedUser(String userId) {
        User user = entities.find(User.class, userId, LockModeType.PESSIMISTIC_WRITE);
        if (user == null) {
            throw new ProblemException(ProblemType.NOT_FOUND, "There is no user of this id.");
        }
        return user;
    }

    private UserView view(User user) {
        List<IdentityView> identities = entities.createQuery(BY_USER, Identity.class)
                .setParameter("user", user.id())
                .getResultStream()
                .map(identity -> identity.view(vault))
                .toList();
        return new UserView(user.id(), user.disabled(), user.createdAt(), identities);
    }

    private Arrival create(String appId, @Nullable String openPlatform, WechatSession proof) {
        Arrival arrival = unionIds.welcome(appId, openPlatform, proof);
        entities.persist(arrival.identity());
        try {
            entities.flush();
        } catch (PersistenceException e) {
            throw Collision.in(e) ? new IdentityTakenException(e) : e;
        }
        return arrival;
    }

    /** Locked, because two logins of one person may bring two keys at once. */
    private SessionKeyRing ringOf(Identity identity, boolean known) {
        SessionKeyRing ring =
                known ? entities.find(SessionKeyRing.class, identity.id(), LockModeType.PESSIMISTIC_WRITE) : null;
        if (ring == null) {
            ring = SessionKeyRing.of(identity);
            entities.persist(ring);
        }
        return ring;
    }
}
