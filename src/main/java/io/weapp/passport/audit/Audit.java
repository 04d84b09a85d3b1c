package io.weapp.passport.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** The audit log: events are added, never changed. */
@ApplicationScoped
public class Audit {

    private static final Logger LOG = System.getLogger(Audit.class.getName());

    @Inject
    AuditEvents events;

    @Inject
    Event<AuditFailure> failures;

    /** Adds an event; inside a running transaction it stands or falls with it. */
    public void record(AuditEntry entry) {
        events.add(entry);
    }

    /**
     * Adds the event of something that was refused; never throws, because the refusal must be answered in any case. Call it
     * outside of the transaction that failed.
     */
    public void recordRefusal(AuditEntry entry) {
        try {
            events.add(entry);
        } catch (Exception e) {
            // Not only a RuntimeException: WildFly throws the checked RollbackException when a commit fails.
            LOG.log(Level.ERROR, "An audit event could not be recorded: " + entry, e);
            failures.fire(new AuditFailure(entry.type()));
        }
    }
}
