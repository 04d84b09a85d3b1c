package io.weapp.passport.user;

import io.weapp.passport.audit.Audit;
import io.weapp.passport.audit.AuditEntry;
import io.weapp.passport.audit.AuditType;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.store.Collision;
import io.weapp.passport.store.Cursor;
import io.weapp.passport.store.Page;
import io.weapp.passport.store.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** The queue of operators: pairs of users of whom WeChat says that they are one person. */
@ApplicationScoped
public class UnionConflicts {

    private static final String OPEN_NEWEST_FIRST = "select c from UnionConflict c where c.dismissedAt is null"
            + " and c.createdAt <= :at and (c.createdAt < :at or c.id < :id) order by c.createdAt desc, c.id desc";
    private static final String PAIR =
            "select c from UnionConflict c where c.firstUser = :first and c.secondUser = :second";
    private static final String OF_USER =
            "select c from UnionConflict c where c.firstUser = :user or c.secondUser = :user";

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    UserPages users;

    @Inject
    Audit audit;

    @Inject
    Clock clock;

    /** Those that nobody has decided on, newest first. */
    @Transactional
    public Page<UnionConflictView> page(PageRequest request) {
        List<UnionConflict> found = entities.createQuery(OPEN_NEWEST_FIRST, UnionConflict.class)
                .setParameter("at", request.after().at())
                .setParameter("id", request.after().id())
                .setMaxResults(request.rows())
                .getResultList();
        Map<String, UserRecordView> people = users.records(
                found.stream().flatMap(each -> each.users().stream()).toList());
        return request.page(
                found,
                each -> new Cursor(each.createdAt(), each.id()),
                each -> new UnionConflictView(
                        each.id(),
                        each.openPlatform(),
                        each.createdAt(),
                        each.users().stream().map(people::get).toList()));
    }

    /**
     * Which user leaves if the other is kept; the conflict stays locked.
     *
     * @throws ProblemException {@code not_found}, or {@code invalid_request} if {@code kept} is neither of the two
     */
    @Transactional
    public String leaving(String id, String kept) {
        UnionConflict conflict = locked(id);
        if (!conflict.users().contains(kept)) {
            throw ProblemException.violation("keep", "must be one of the two users of the conflict");
        }
        return conflict.otherThan(kept);
    }

    /**
     * Leaves both users as they are, for good: the same pair never comes back.
     *
     * @throws ProblemException {@code not_found}
     */
    @Transactional
    public void dismiss(String id, String actor) {
        UnionConflict conflict = locked(id);
        if (!conflict.dismissed()) {
            conflict.dismiss(clock.instant());
            audit.record(AuditEntry.of(AuditType.CONFLICT_DISMISSED)
                    .by(actor)
                    .user(conflict.users().get(0))
                    .because(conflict.users().get(1), null));
        }
    }

    /** Notes a pair, unless it was noted before; both users are locked. */
    void note(User one, User other, String openPlatform) {
        UnionConflict conflict = UnionConflict.between(one.id(), other.id(), openPlatform, clock.instant());
        if (noted(conflict)) {
            return;
        }
        entities.persist(conflict);
        try {
            entities.flush();
        } catch (PersistenceException e) {
            throw Collision.in(e) ? new IdentityTakenException(e) : e;
        }
        audit.record(AuditEntry.of(AuditType.CONFLICT_FOUND).user(one.id()).because(other.id(), null));
    }

    /** What concerned the user who leaves concerns the one who is kept; what was between the two is settled. */
    void move(User kept, User left) {
        List<UnionConflict> concerned = entities.createQuery(OF_USER, UnionConflict.class)
                .setParameter("user", left.id())
                .getResultList();
        for (UnionConflict former : concerned) {
            entities.remove(former);
            UnionConflict moved = former.moved(kept.id(), left.id());
            if (!former.users().contains(kept.id()) && !noted(moved)) {
                entities.persist(moved);
            }
        }
        entities.flush();
    }

    private boolean noted(UnionConflict pair) {
        return !entities.createQuery(PAIR, UnionConflict.class)
                .setParameter("first", pair.users().get(0))
                .setParameter("second", pair.users().get(1))
                .getResultList()
                .isEmpty();
    }

    private UnionConflict locked(String id) {
        UnionConflict conflict = entities.find(UnionConflict.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (conflict == null) {
            throw new ProblemException(ProblemType.NOT_FOUND, "There is no conflict of this id, or it was merged.");
        }
        return conflict;
    }
}
