package io.weapp.passport.user;

import io.weapp.passport.store.Collision;
import io.weapp.passport.vault.Vault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The people who have logged in. */
@ApplicationScoped
public class Users {

    private static final String BY_OPEN_ID =
            "select i from Identity i join fetch i.user where i.appId = :appId and i.openId = :openId";
    private static final String BY_SESSION =
            "select i from Identity i join fetch i.user, LoginSession s where s.id = :session and s.identityId = i.id";

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    Vault vault;

    @Inject
    Clock clock;

    /** Somebody else's first login of the same person has just created the identity; try again and it is there. */
    public static final class IdentityTakenException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        IdentityTakenException(Throwable cause) {
            super(cause);
        }
    }

    /** A person who has just proved to WeChat who they are. */
    public record Arrival(Identity identity, boolean newUser) {}

    /**
     * The identity behind an openid, created with its user at the first login, with everything WeChat told just now.
     *
     * @param keyStartedAt when the exchange that brought {@code sessionKey} started
     * @throws IdentityTakenException if another first login of the same person was faster
     */
    @Transactional
    public Arrival arrive(
            String appId,
            String openId,
            @Nullable String unionId,
            String sessionKey,
            Instant keyStartedAt,
            @Nullable WechatProfile profile) {
        Optional<Identity> known = entities.createQuery(BY_OPEN_ID, Identity.class)
                .setParameter("appId", appId)
                .setParameter("openId", openId)
                .getResultStream()
                .findFirst();
        Identity identity = known.orElseGet(() -> create(appId, openId));
        identity.learnUnionId(unionId);
        if (profile != null) {
            identity.show(profile, clock.instant());
        }
        ringOf(identity, known.isPresent()).add(sessionKey, keyStartedAt, vault);
        return new Arrival(identity, known.isEmpty());
    }

    /** The profile of the user who holds a session, inside that session's app. */
    @Transactional
    public Optional<ProfileView> profileOf(String sessionId) {
        return entities.createQuery(BY_SESSION, Identity.class)
                .setParameter("session", sessionId)
                .getResultStream()
                .findFirst()
                .map(Identity::profile);
    }

    private Identity create(String appId, String openId) {
        Instant now = clock.instant();
        User user = User.arrive(now);
        Identity identity = Identity.of(user, appId, openId, now);
        entities.persist(user);
        entities.persist(identity);
        try {
            entities.flush();
        } catch (PersistenceException e) {
            throw Collision.in(e) ? new IdentityTakenException(e) : e;
        }
        return identity;
    }

    /** Locked, because two logins of one person may bring two keys at once. */
    private SessionKeyRing ringOf(Identity identity, boolean known) {
        SessionKeyRing ring =
                known ? entities.find(SessionKeyRing.class, identity.id(), LockModeType.PESSIMISTIC_WRITE) : null;
        if (ring == null) {
            ring = SessionKeyRing.of(identity);
            entities.persist(ring);
        }
        return ring;
    }
}
