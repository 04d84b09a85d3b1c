package io.weapp.passport.user;

import io.weapp.passport.audit.Audit;
import io.weapp.passport.audit.AuditEntry;
import io.weapp.passport.audit.AuditType;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.vault.Vault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;

/** The identities with their session keys. */
@ApplicationScoped
public class Identities {

    private static final String OF_USER =
            "select i from Identity i join fetch i.user where i.user.id = :user and i.appId = :app";

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    Users users;

    @Inject
    UserAliases aliases;

    @Inject
    Audit audit;

    @Inject
    Vault vault;

    /**
     * The identity behind a session.
     *
     * @throws ProblemException {@code session_ended}
     */
    @Transactional
    public Keyholder ofSession(String sessionId) {
        return keyholder(users.present(sessionId));
    }

    /**
     * The one identity of a user in an app.
     *
     * @param userId of today or a former one
     * @throws ProblemException {@code not_found}
     */
    @Transactional
    public Keyholder ofUser(String userId, String appId) {
        return entities.createQuery(OF_USER, Identity.class)
                .setParameter("user", aliases.resolved(userId))
                .setParameter("app", appId)
                .getResultStream()
                .findFirst()
                .map(this::keyholder)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no such user in this app."));
    }

    /** Takes over a session key that WeChat has replaced by somebody's order; whoever was erased meanwhile stays erased. */
    @Transactional
    public void keyReset(Keyholder holder, String sessionKey, Instant startedAt, String actor) {
        SessionKeyRing ring = entities.find(SessionKeyRing.class, holder.identityId(), LockModeType.PESSIMISTIC_WRITE);
        if (ring != null) {
            ring.add(sessionKey, startedAt, vault);
        }
        audit.record(AuditEntry.of(AuditType.SESSION_KEY_RESET)
                .by(actor)
                .user(holder.userId())
                .app(holder.appId()));
        entities.flush();
    }

    private Keyholder keyholder(Identity identity) {
        SessionKeyRing ring = entities.find(SessionKeyRing.class, identity.id());
        return new Keyholder(
                identity.id(),
                identity.user().id(),
                identity.appId(),
                identity.openId(),
                ring == null ? List.of() : ring.keys(vault));
    }
}
