package io.weapp.passport.audit;

import io.weapp.passport.token.KeyRotated;
import io.weapp.passport.vault.MasterKeyChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Records new keys; the record of a signing key stands or falls with the key. */
@ApplicationScoped
public class AuditedKeys {

    @Inject
    Audit audit;

    void on(@Observes KeyRotated event) {
        AuditEntry entry = AuditEntry.of(AuditType.KEY_ROTATED).because(event.kid(), null);
        audit.record(event.actor() == null ? entry : entry.by(event.actor()));
    }

    void on(@Observes MasterKeyChanged event) {
        audit.record(AuditEntry.of(AuditType.MASTER_KEY_CHANGED).because(event.keyId(), null));
    }
}
