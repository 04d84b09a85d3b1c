package io.weapp.passport.user;

import io.weapp.passport.store.Collision;
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
import java.util.List;
import java.util.Optional;
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

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    UserMerges merges;

    @Inject
    UnionConflicts conflicts;

    @Any
    @Inject
    Instance<History> histories;

    /** Who a unionId is, locked; empty if nobody has come with it. */
    @Transactional
    public Optional<User> lockedUser(@Nullable String openPlatform, @Nullable String unionId) {
        return openPlatform == null || unionId == null
                ? Optional.empty()
                : Optional.ofNullable(locked(openPlatform, unionId))
                        .map(person -> entities.find(User.class, person.userId(), LockModeType.PESSIMISTIC_WRITE));
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

    /** Read first and locked then: MariaDB locks what is not there in a way that stands in the way of everybody's insert. */
    private @Nullable UnionPerson locked(String openPlatform, String unionId) {
        UnionPerson person = entities.find(UnionPerson.class, UnionPerson.idOf(openPlatform, unionId));
        if (person != null) {
            refreshed(person);
        }
        return person;
    }

    private void enrol(String openPlatform, String unionId, User user) {
        refreshed(user);
        entities.persist(UnionPerson.of(openPlatform, unionId, user));
        try {
            entities.flush();
        } catch (PersistenceException e) {
            throw Collision.in(e) ? new IdentityTakenException(e) : e;
        }
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
