package io.weapp.passport.user;

import io.weapp.passport.housekeeping.Chore;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.settings.Settings;
import io.weapp.passport.vault.MacPurpose;
import io.weapp.passport.vault.Vault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The open data that was used lately, known to all nodes: each ciphertext is good once. */
@ApplicationScoped
public class UsedCiphertexts implements Chore {

    /** Beyond the age at which open data expires by itself; covers clocks that differ. */
    private static final Duration MARGIN = Duration.ofHours(1);

    private static final String OLD = "select c.mark from UsedCiphertext c where c.usedAt < :time order by c.mark";
    private static final String TIMES =
            "select c.usedAt from UsedCiphertext c where c.identityId = :identity order by c.usedAt";
    private static final String DELETE = "delete from UsedCiphertext c where c.mark in :marks";

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    Vault vault;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /**
     * Uses a ciphertext up.
     *
     * @throws ProblemException {@code open_data_replayed}
     * @throws jakarta.persistence.PersistenceException if somebody uses it up at this moment: try again
     */
    @Transactional
    public void use(String identityId, String ciphertext) {
        String mark = vault.mac(identityId + "\n" + ciphertext, MacPurpose.CIPHERTEXT);
        if (entities.find(UsedCiphertext.class, mark) != null) {
            throw new ProblemException(ProblemType.OPEN_DATA_REPLAYED, "This data has had its use: take it again.");
        }
        entities.persist(UsedCiphertext.of(mark, identityId, clock.instant()));
        entities.flush();
    }

    /** When open data of an identity was used; what it was is not kept. */
    @Transactional
    public List<Instant> times(String identityId) {
        return entities.createQuery(TIMES, Instant.class)
                .setParameter("identity", identityId)
                .getResultList();
    }

    @Override
    @Transactional
    public boolean work() {
        Instant time = clock.instant().minus(settings.openDataMaxAge()).minus(MARGIN);
        List<String> marks = entities.createQuery(OLD, String.class)
                .setParameter("time", time)
                .setMaxResults(BATCH)
                .getResultList();
        if (!marks.isEmpty()) {
            entities.createQuery(DELETE).setParameter("marks", marks).executeUpdate();
        }
        return marks.size() == BATCH;
    }
}
