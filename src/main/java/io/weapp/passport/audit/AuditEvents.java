package io.weapp.passport.audit;

import io.weapp.passport.origin.Origins;
import io.weapp.passport.store.Page;
import io.weapp.passport.store.PageRequest;
import io.weapp.passport.vault.Vault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/** The recorded events. */
@ApplicationScoped
public class AuditEvents {

    private static final String FORGET_ADDRESSES = "update AuditEvent e set e.address = null, e.addressSalt = null"
            + " where e.userId = :user and e.appId = :app and e.addressMark is not null";

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    Origins origins;

    @Inject
    Vault vault;

    @Inject
    Clock clock;

    /** Tells whoever is interested; observers that count wait for the transaction to succeed. */
    @Inject
    Event<AuditEntry> recorded;

    @Transactional
    void add(AuditEntry entry) {
        entities.persist(AuditEvent.of(entry, origins.current(), vault, clock.instant()));
        recorded.fire(entry);
    }

    /** Erases where a user came from when using an app; what remains are ids that lead to nobody. */
    @Transactional
    public void forgetAddresses(String userId, String appId) {
        entities.createQuery(FORGET_ADDRESSES)
                .setParameter("user", userId)
                .setParameter("app", appId)
                .executeUpdate();
    }

    /** What is recorded about a user in an app, newest first. */
    @Transactional
    public Page<AuditEventView> of(String userId, String appId, PageRequest part) {
        return page(new AuditQuery().user(userId).app(appId), part);
    }

    /** The newest events that fit, in pages that neither repeat nor skip one while new ones are added. */
    @Transactional
    Page<AuditEventView> page(AuditQuery asked, PageRequest part) {
        TypedQuery<AuditEvent> query = entities.createQuery(asked.jpql(), AuditEvent.class)
                .setParameter("cursorAt", part.after().at())
                .setParameter("cursorId", part.after().id());
        asked.parameters().forEach(query::setParameter);
        List<AuditEvent> found = query.setMaxResults(part.rows()).getResultList();
        return part.page(found, AuditEvent::cursor, AuditEvent::view);
    }
}
