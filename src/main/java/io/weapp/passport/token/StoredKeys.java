package io.weapp.passport.token;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The signing keys in the database, which all nodes share. */
@ApplicationScoped
public class StoredKeys {

    private static final String ALL = "select k from SigningKey k";
    private static final String DROP = "delete from SigningKey k where k.generation in :generations";

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    Event<KeyRotated> rotated;

    @Transactional
    List<SigningKey> all() {
        return entities.createQuery(ALL, SigningKey.class).getResultList();
    }

    /** @throws jakarta.persistence.PersistenceException if another node has added this generation */
    @Transactional(TxType.REQUIRES_NEW)
    void addFirst(SigningKey key) {
        entities.persist(key);
        entities.flush();
    }

    /** @throws jakarta.persistence.PersistenceException if another node has added this generation */
    @Transactional(TxType.REQUIRES_NEW)
    void addNext(SigningKey key, @Nullable String actor) {
        entities.persist(key);
        entities.flush();
        rotated.fire(new KeyRotated(key.kid(), actor));
    }

    /** Notes that the key signs tokens that live as long as this; committed before the first of them is handed out. */
    @Transactional(TxType.REQUIRES_NEW)
    void prolong(int generation, Duration ttl) {
        SigningKey key = entities.find(SigningKey.class, generation, LockModeType.PESSIMISTIC_WRITE);
        if (key != null) {
            key.prolong(ttl);
        }
    }

    @Transactional
    void drop(List<Integer> generations) {
        entities.createQuery(DROP).setParameter("generations", generations).executeUpdate();
    }
}
