package io.weapp.passport.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import io.weapp.passport.vault.Vault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/** The keys that sign access tokens: the newest signs, all of them verify. */
@ApplicationScoped
public class SigningKeys {

    private static final String NEWEST_FIRST = "select k from SigningKey k order by k.generation desc";

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    Vault vault;

    @Inject
    Clock clock;

    private volatile List<RSAKey> pairs = List.of();

    /**
     * Makes the very first key, if there is none.
     *
     * @throws jakarta.persistence.PersistenceException if another node makes it at this moment; then it is there
     */
    @Transactional
    public void makeFirst() {
        if (entities.find(SigningKey.class, 1) == null) {
            entities.persist(SigningKey.generate(1, vault, clock.instant()));
            entities.flush();
        }
    }

    /** Reads the stored keys into memory, where every request finds them. */
    @Transactional
    public void load() {
        pairs = entities.createQuery(NEWEST_FIRST, SigningKey.class)
                .getResultStream()
                .map(key -> key.open(vault))
                .toList();
    }

    public boolean loaded() {
        return !pairs.isEmpty();
    }

    RSAKey signing() {
        if (pairs.isEmpty()) {
            throw new IllegalStateException("The signing keys are not loaded yet");
        }
        return pairs.get(0);
    }

    /** The public halves, as other parties may see them. */
    JWKSet published() {
        return new JWKSet(List.<JWK>copyOf(pairs)).toPublicJWKSet();
    }
}
