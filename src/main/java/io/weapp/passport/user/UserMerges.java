package io.weapp.passport.user;

import io.weapp.passport.audit.Audit;
import io.weapp.passport.audit.AuditEntry;
import io.weapp.passport.audit.AuditType;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes one user of two. What a user has hangs on identities, so these move, with their sessions; the id of the user who
 * leaves becomes an alias.
 */
@ApplicationScoped
public class UserMerges {

    private static final String SHARED_APP = "select i.appId from Identity i, Identity j"
            + " where i.user = :one and j.user = :other and i.appId = j.appId order by i.appId";
    private static final String IDENTITIES = "select i from Identity i where i.user = :user";
    private static final String PEOPLE = "select p from UnionPerson p where p.userId in :users order by p.id";
    private static final String MOVE_SESSIONS = "update LoginSession s set s.userId = :kept where s.userId = :left";
    private static final String MOVE_PEOPLE = "update UnionPerson p set p.userId = :kept where p.userId = :left";
    private static final String MOVE_ALIASES = "update UserAlias a set a.userId = :kept where a.userId = :left";

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    UnionConflicts conflicts;

    @Inject
    Audit audit;

    @Inject
    Clock clock;

    /**
     * Merges on an operator's order. Who is disabled stays out: if one of the two is, the user who is kept is from now on, and
     * whoever calls this ends that user's sessions.
     *
     * @return whether the user who is kept is disabled
     * @throws ProblemException {@code conflict} if both have an identity in one app, {@code not_found}
     */
    @Transactional
    public boolean merge(String keptId, String leftId, String actor) {
        entities.createQuery(PEOPLE, UnionPerson.class)
                .setParameter("users", List.of(keptId, leftId))
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
        List<User> both = Stream.of(keptId, leftId).sorted().map(this::locked).toList();
        User kept = both.get(keptId.compareTo(leftId) < 0 ? 0 : 1);
        User left = both.get(keptId.compareTo(leftId) < 0 ? 1 : 0);
        sharedApp(kept, left).ifPresent(appId -> {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "Both users have an identity in " + appId + ", so they cannot be one: dismiss the conflict.");
        });
        if (left.disabled() && !kept.disabled()) {
            kept.disableAs(left);
        }
        join(kept, left, actor);
        return kept.disabled();
    }

    boolean hasIdentityIn(String appId, User user) {
        return entities.createQuery(IDENTITIES, Identity.class)
                .setParameter("user", user)
                .getResultStream()
                .anyMatch(identity -> identity.appId().equals(appId));
    }

    /** An app in which both have an identity, under two openids. */
    Optional<String> sharedApp(User one, User other) {
        return entities.createQuery(SHARED_APP, String.class)
                .setParameter("one", one)
                .setParameter("other", other)
                .getResultStream()
                .findFirst();
    }

    /**
     * Moves everything of one user to another; both are locked and share no app.
     *
     * @param actor null if it was a login that showed that they are one
     */
    void join(User kept, User left, @Nullable String actor) {
        entities.createQuery(IDENTITIES, Identity.class)
                .setParameter("user", left)
                .getResultList()
                .forEach(identity -> identity.moveTo(kept));
        conflicts.move(kept, left);
        for (String move : List.of(MOVE_SESSIONS, MOVE_PEOPLE, MOVE_ALIASES)) {
            entities.createQuery(move)
                    .setParameter("kept", kept.id())
                    .setParameter("left", left.id())
                    .executeUpdate();
        }
        entities.persist(UserAlias.of(left, kept, clock.instant()));
        entities.flush();
        entities.remove(left);
        entities.flush();
        AuditEntry merged =
                AuditEntry.of(AuditType.USERS_MERGED).user(kept.id()).because(left.id(), null);
        audit.record(actor == null ? merged : merged.by(actor));
    }

    private User locked(String userId) {
        User user = entities.find(User.class, userId, LockModeType.PESSIMISTIC_WRITE);
        if (user == null) {
            throw new ProblemException(ProblemType.NOT_FOUND, "One of the two users was erased.");
        }
        return user;
    }
}
