package io.weapp.passport.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** The audit log: events are added, never changed. */
@ApplicationScoped
public class Audit {

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    Clock clock;

    /** Adds an event; inside a running transaction it stands or falls with it. */
    @Transactional
    public void record(AuditEntry entry) {
        entities.persist(AuditEvent.of(entry, clock.instant()));
    }
}
