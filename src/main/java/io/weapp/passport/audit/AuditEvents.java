package io.weapp.passport.audit;

import io.weapp.passport.origin.Origins;
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

    /** The newest events that fit, in pages that neither repeat nor skip one while new ones are added. */
    @Transactional
    AuditPage page(AuditQuery asked) {
        TypedQuery<AuditEvent> query = entities.createQuery(asked.jpql(), AuditEvent.class);
        asked.parameters().forEach(query::setParameter);
        List<AuditEvent> found = query.setMaxResults(asked.limit() + 1).getResultList();
        boolean more = found.size() > asked.limit();
        List<AuditEvent> shown = more ? found.subList(0, asked.limit()) : found;
        return new AuditPage(
                shown.stream().map(AuditEvent::view).toList(),
                more ? AuditQuery.cursorBehind(shown.get(shown.size() - 1)) : null);
    }
}
