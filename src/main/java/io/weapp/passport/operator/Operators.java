package io.weapp.passport.operator;

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
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operators, by name; names differ by more than upper and lower case. */
@ApplicationScoped
public class Operators {

    /** What a name may be made of. */
    public static final String NAME = "[A-Za-z0-9._@-]{1,64}";

    /** What a reason in the audit log may have; four characters less than a name. */
    private static final int MAX_REASON = 60;

    private static final String COUNT = "select count(o) from Operator o";
    private static final String ALL = "select o from Operator o order by o.name";
    private static final String NEWEST_FIRST =
            "select o from Operator o where o.createdAt <= :at and (o.createdAt < :at or o.name < :name)"
                    + " order by o.createdAt desc, o.name desc";

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    Audit audit;

    @Inject
    Clock clock;

    /** The one spelling of a name that is stored. */
    public static String spelled(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    @Transactional
    public boolean none() {
        return entities.createQuery(COUNT, Long.class).getSingleResult() == 0;
    }

    /** Also for whatever somebody typed: a name that cannot exist is not asked for. */
    @Transactional
    public Optional<Operator> named(String name) {
        return name.matches(NAME)
                ? Optional.ofNullable(entities.find(Operator.class, spelled(name)))
                : Optional.empty();
    }

    @Transactional
    public Page<OperatorView> page(PageRequest request) {
        List<Operator> found = entities.createQuery(NEWEST_FIRST, Operator.class)
                .setParameter("at", request.after().at())
                .setParameter("name", request.after().id())
                .setMaxResults(request.rows())
                .getResultList();
        return request.page(found, each -> new Cursor(each.createdAt(), each.name()), Operator::view);
    }

    /**
     * Makes somebody an operator.
     *
     * @param actor {@code operator:NAME}; null for the first operator
     * @throws ProblemException {@code conflict} if the name is taken
     */
    @Transactional
    public OperatorView appoint(String name, String passwordHash, @Nullable String actor) {
        if (entities.find(Operator.class, spelled(name)) != null) {
            throw taken();
        }
        Operator operator = Operator.appoint(spelled(name), passwordHash, clock.instant());
        entities.persist(operator);
        try {
            entities.flush();
        } catch (PersistenceException e) {
            throw Collision.in(e) ? taken() : e;
        }
        record(AuditType.OPERATOR_APPOINTED, name, actor);
        return operator.view();
    }

    /**
     * Ends all tokens of an operator along with the old password.
     *
     * @param actor {@code operator:NAME}, also the operator in question
     * @throws ProblemException {@code not_found}
     */
    @Transactional
    public void changePassword(String name, String passwordHash, String actor) {
        Operator operator = name.matches(NAME)
                ? entities.find(Operator.class, spelled(name), LockModeType.PESSIMISTIC_WRITE)
                : null;
        if (operator == null) {
            throw unknown();
        }
        operator.changePassword(passwordHash, clock.instant());
        record(AuditType.OPERATOR_PASSWORD_CHANGED, name, actor);
    }

    /**
     * Ends an operator. All rows are locked, so that two operators who end one another at once do not leave nobody.
     *
     * @param actor {@code operator:NAME}
     * @throws ProblemException {@code not_found}, or {@code conflict} if it is the last one
     */
    @Transactional
    public void end(String name, String actor) {
        List<Operator> all = entities.createQuery(ALL, Operator.class)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
        Operator operator = all.stream()
                .filter(each -> each.name().equals(spelled(name)))
                .findFirst()
                .orElseThrow(Operators::unknown);
        if (all.size() == 1) {
            throw new ProblemException(ProblemType.CONFLICT, "The last operator cannot be deleted.");
        }
        entities.remove(operator);
        record(AuditType.OPERATOR_DELETED, name, actor);
    }

    private void record(AuditType what, String name, @Nullable String actor) {
        String whom = spelled(name).substring(0, Math.min(name.length(), MAX_REASON));
        AuditEntry entry = AuditEntry.of(what).because(whom, null);
        audit.record(actor == null ? entry : entry.by(actor));
    }

    private static ProblemException taken() {
        return new ProblemException(ProblemType.CONFLICT, "An operator of this name exists.");
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no operator of this name.");
    }
}
