package io.weapp.passport.vault;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The stored keys of message authentication codes. The node that started last has sealed them with its master key: so they also
 * tell which master key everything shall be sealed with.
 */
@ApplicationScoped
public class MacKeys {

    private static final String ALL = "select k from MacKey k order by k.purpose";

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    Vault vault;

    /** What a node found when it took the keys. */
    record Taken(Map<MacPurpose, OpenMacKey> keys, boolean fromAnotherMasterKey) {}

    /**
     * Makes the keys that are missing and seals all with the master key of this node.
     *
     * @param former the master key of data from before these keys were stored: codes were made with what is derived from it
     */
    @Transactional
    Taken take(Optional<MasterKey> former) {
        List<MacKey> stored = all();
        Optional<MasterKey> origin = former.filter(master -> stored.isEmpty());
        Map<MacPurpose, OpenMacKey> keys = new EnumMap<>(MacPurpose.class);
        boolean another = false;
        for (MacKey key : stored) {
            keys.put(key.purpose(), key.open(vault));
            if (!vault.sealsWith(key.sealedBy())) {
                key.sealAgain(vault);
                another = true;
            }
        }
        for (MacPurpose purpose : MacPurpose.values()) {
            if (!keys.containsKey(purpose)) {
                MacKey key = origin.map(master -> MacKey.derivedFrom(master, purpose, vault))
                        .orElseGet(() -> MacKey.drawn(purpose, vault));
                entities.persist(key);
                keys.put(purpose, key.open(vault));
            }
        }
        entities.flush();
        return new Taken(keys, another);
    }

    /** The id of the master key of the node that started last. */
    @Transactional
    String sealedBy() {
        return all().get(0).sealedBy();
    }

    private List<MacKey> all() {
        return entities.createQuery(ALL, MacKey.class).getResultList();
    }
}
