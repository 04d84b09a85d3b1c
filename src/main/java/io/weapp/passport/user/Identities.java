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
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The identities with their session keys, and what these let them show. */
@ApplicationScoped
public class Identities {

    private static final String BY_SESSION =
            "select i from Identity i join fetch i.user, LoginSession s where s.id = :session and s.identityId = i.id";
    private static final String OF_USER =
            "select i from Identity i join fetch i.user where i.user.id = :user and i.appId = :app order by i.id";

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    UsedCiphertexts ciphertexts;

    @Inject
    Audit audit;

    @Inject
    Vault vault;

    @Inject
    Clock clock;

    /**
     * The identity behind a session.
     *
     * @throws ProblemException {@code session_ended}
     */
    @Transactional
    public Keyholder ofSession(String sessionId) {
        return entities.createQuery(BY_SESSION, Identity.class)
                .setParameter("session", sessionId)
                .getResultStream()
                .findFirst()
                .map(this::keyholder)
                .orElseThrow(
                        () -> new ProblemException(ProblemType.SESSION_ENDED, "This session has ended: log in again."));
    }

    /** What a user is called in one app: usually one identity, several after two users became one. */
    @Transactional
    public List<Keyholder> ofUser(String userId, String appId) {
        return entities.createQuery(OF_USER, Identity.class)
                .setParameter("user", userId)
                .setParameter("app", appId)
                .getResultStream()
                .map(this::keyholder)
                .toList();
    }

    /** An identity, locked to the end of the transaction: who changes what it shows takes turns. */
    @Transactional
    public Identity locked(String identityId) {
        Identity identity = entities.find(Identity.class, identityId, LockModeType.PESSIMISTIC_WRITE);
        if (identity == null) {
            throw new ProblemException(ProblemType.SESSION_ENDED, "This user is gone.");
        }
        return identity;
    }

    /** The profile, if a request with these very bytes brought it and it is still stored. */
    @Transactional
    public Optional<ProfileView> shownBy(String identityId, String bytes) {
        return Optional.ofNullable(entities.find(Identity.class, identityId))
                .filter(identity -> identity.isShownBy(bytes, vault))
                .map(identity -> identity.profile(vault));
    }

    /**
     * Takes over a profile.
     *
     * @param bytes the request that brings it, to know it again by
     * @param ciphertext is used up by it
     * @throws ProblemException {@code open_data_replayed} if the ciphertext has had its use and what it brought is gone
     */
    @Transactional
    public ProfileView show(String identityId, WechatProfile profile, String bytes, String ciphertext) {
        Identity identity = locked(identityId);
        if (!identity.isShownBy(bytes, vault)) {
            ciphertexts.use(identityId, ciphertext);
            identity.show(profile, clock.instant());
            identity.rememberShownBy(bytes, vault);
        }
        return identity.profile(vault);
    }

    /** Takes over a session key that WeChat has replaced by an operator's order. */
    @Transactional
    public void keyReset(Keyholder holder, String sessionKey, Instant startedAt, String actor) {
        entities.find(SessionKeyRing.class, holder.identityId(), LockModeType.PESSIMISTIC_WRITE)
                .add(sessionKey, startedAt, vault);
        audit.record(AuditEntry.of(AuditType.SESSION_KEY_RESET)
                .by(actor)
                .user(holder.userId())
                .app(holder.appId()));
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
