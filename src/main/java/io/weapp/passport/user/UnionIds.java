package io.weapp.passport.user;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.store.Collision;
import io.weapp.passport.wechat.WechatSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings the identities of one person in several apps together by their unionId.
 *
 * <p>Whoever locks several rows does so in this order: the person of a unionId, users by their ids, everything else. Where a
 * foreign key makes a database lock in another order, it gives one transaction up and that one is repeated.
 */
@ApplicationScoped
public class UnionIds {

    private static final String IDENTITIES = "select i from Identity i where i.user = :user";

    private static final String WITH_UNION_ID =
            "select i.id from Identity i where i.appId = :appId and i.unionId is not null";

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    Clock clock;

    @Inject
    UserMerges merges;

    @Inject
    UnionConflicts conflicts;

    @Any
    @Inject
    Instance<History> histories;

    /** Whether WeChat has ever told an app a unionId. */
    @Transactional
    public boolean toldTo(String appId) {
        return !entities.createQuery(WITH_UNION_ID, String.class)
                .setParameter("appId", appId)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /**
     * The user of a person whom an app has never seen: one who is known by the unionId from another app, or a new one, stored
     * and locked before the identity, so that first logins of one person in several apps take turns.
     */
    @Transactional
    public Users.Arrival welcome(String appId, @Nullable String openPlatform, WechatSession proof) {
        String unionId = proof.unionId();
        UnionPerson person = openPlatform == null || unionId == null ? null : locked(openPlatform, unionId);
        if (person != null) {
            User known = entities.find(User.class, person.userId(), LockModeType.PESSIMISTIC_WRITE);
            if (known != null && !merges.hasIdentityIn(appId, known)) {
                return new Users.Arrival(Identity.of(known, appId, proof.openId(), clock.instant()), false);
            }
        }
        User user = User.arrive(clock.instant());
        entities.persist(user);
        if (person == null && openPlatform != null && unionId != null) {
            entities.flush();
            enrol(openPlatform, unionId, user);
        }
        return new Users.Arrival(Identity.of(user, appId, proof.openId(), clock.instant()), true);
    }

    /**
     * Notes what WeChat says of a unionId, and joins two users where it shows that they are one. Costs nothing if WeChat says
     * what it said before.
     *
     * @param openPlatform the label of the identity's app; null if it has none, and nobody is joined
     * @param told null if WeChat does not say this time; what it said before is still true
     * @throws IdentityTakenException if somebody else does the same at this moment: try again
     */
    @Transactional
    public void link(Identity identity, @Nullable String openPlatform, @Nullable String told) {
        identity.learnUnionId(told);
        String unionId = identity.unionId();
        if (openPlatform == null || unionId == null || identity.linkedIn(openPlatform)) {
            return;
        }
        UnionPerson person = locked(openPlatform, unionId);
        if (person == null) {
            enrol(openPlatform, unionId, identity.user());
        } else if (!person.userId().equals(identity.user().id())) {
            meet(identity.user(), lockedBoth(identity.user(), person.userId()), openPlatform);
        }
        identity.linkIn(openPlatform);
    }

    /**
     * The same for a unionId that WeChat told without a login.
     *
     * @throws ProblemException {@code not_found} if the identity is gone
     * @throws IdentityTakenException if somebody else does the same at this moment: try again
     */
    @Transactional
    public void learn(String identityId, @Nullable String openPlatform, String told) {
        Identity identity = entities.find(Identity.class, identityId);
        if (identity == null) {
            throw new ProblemException(ProblemType.NOT_FOUND, "There is no such user in this app.");
        }
        link(identity, openPlatform, told);
        refreshed(identity.user());
        entities.flush();
    }

    /** Read first and locked then: MariaDB locks what is not there in a way that stands in the way of everybody's insert. */
    private @Nullable UnionPerson locked(String openPlatform, String unionId) {
        UnionPerson person = entities.find(UnionPerson.class, UnionPerson.idOf(openPlatform, unionId));
        if (person != null) {
            refreshed(person);
        }
        return person;
    }

    /** The person first, then the user, as everywhere: the insert waits for whoever enrols the same person. */
    private void enrol(String openPlatform, String unionId, User user) {
        entities.persist(UnionPerson.of(openPlatform, unionId, user));
        try {
            entities.flush();
        } catch (PersistenceException e) {
            throw Collision.in(e) ? new IdentityTakenException(e) : e;
        }
        refreshed(user);
    }

    private User lockedBoth(User own, String otherId) {
        User other = entities.find(User.class, otherId);
        if (other == null) {
            throw IdentityTakenException.gone(null);
        }
        boolean ownFirst = own.id().compareTo(otherId) < 0;
        refreshed(ownFirst ? own : other);
        refreshed(ownFirst ? other : own);
        return other;
    }

    private void meet(User own, User other, String openPlatform) {
        if (merges.sharedApp(own, other).isPresent()) {
            conflicts.note(own, other, openPlatform);
        } else if (!hasHistory(own)) {
            merges.join(other, own, null);
        } else if (!hasHistory(other)) {
            merges.join(own, other, null);
        } else {
            conflicts.note(own, other, openPlatform);
        }
    }

    /** Somebody disabled has one: whether the other user is disabled too is for an operator to say. */
    private boolean hasHistory(User user) {
        List<Identity> identities = entities.createQuery(IDENTITIES, Identity.class)
                .setParameter("user", user)
                .getResultList();
        return user.disabled()
                || identities.size() > 1
                || identities.stream()
                        .anyMatch(identity -> identity.hasProfile()
                                || histories.stream().anyMatch(history -> history.ofIdentity(identity.id())));
    }

    private void refreshed(Object row) {
        try {
            entities.refresh(row, LockModeType.PESSIMISTIC_WRITE);
        } catch (EntityNotFoundException e) {
            throw IdentityTakenException.gone(e);
        }
    }
}
