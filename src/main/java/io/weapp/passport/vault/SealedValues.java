package io.weapp.passport.vault;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.List;

/** What is stored sealed, wherever it stands. */
@ApplicationScoped
public class SealedValues {

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    /** A value and the row it stands in. */
    record Sealed(String row, String value) {}

    /** The ids of the keys that have sealed something in a column. */
    @Transactional
    List<String> keysIn(SealedColumn column) {
        return entities.createQuery(column.keys(), String.class).getResultList();
    }

    /** Some values behind a row that another key has sealed, by row. */
    @Transactional
    List<Sealed> notSealedBy(String keyId, SealedColumn column, String after, int limit) {
        return entities.createQuery(column.others(), Object[].class)
                .setParameter("after", after)
                .setParameter("start", SealedColumn.startOf(keyId) + "%")
                .setMaxResults(limit)
                .getResultStream()
                .map(row -> new Sealed((String) row[0], (String) row[1]))
                .toList();
    }

    /** How many values another key has sealed. */
    @Transactional
    long countNotSealedBy(String keyId) {
        return Arrays.stream(SealedColumn.values())
                .mapToLong(column -> entities.createQuery(column.count(), Long.class)
                        .setParameter("start", SealedColumn.startOf(keyId) + "%")
                        .getSingleResult())
                .sum();
    }

    /** One row, one statement, one transaction: nobody who waits for the row waits for more. */
    @Transactional
    boolean replace(SealedColumn column, Sealed found, String changed) {
        return entities.createQuery(column.replacement())
                        .setParameter("changed", changed)
                        .setParameter("id", found.row())
                        .setParameter("found", found.value())
                        .executeUpdate()
                > 0;
    }
}
