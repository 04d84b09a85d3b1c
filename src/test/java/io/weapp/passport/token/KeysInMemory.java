package io.weapp.passport.token;

import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The table of signing keys without a database: generations are unique, and it can fail. */
class KeysInMemory extends StoredKeys {

    final Map<Integer, SigningKey> rows = new TreeMap<>();
    final List<KeyRotated> rotations = new ArrayList<>();
    boolean reachable = true;

    @Override
    List<SigningKey> all() {
        connect();
        return List.copyOf(rows.values());
    }

    @Override
    void addFirst(SigningKey key) {
        connect();
        if (rows.putIfAbsent(key.generation(), key) != null) {
            throw new PersistenceException("unique index or primary key violation");
        }
    }

    @Override
    void addNext(SigningKey key, @Nullable String actor) {
        addFirst(key);
        rotations.add(new KeyRotated(key.kid(), actor));
    }

    @Override
    void prolong(int generation, Duration ttl) {
        connect();
        rows.computeIfPresent(generation, (same, key) -> {
            key.prolong(ttl);
            return key;
        });
    }

    @Override
    void drop(List<Integer> generations) {
        connect();
        rows.keySet().removeAll(generations);
    }

    private void connect() {
        if (!reachable) {
            throw new PersistenceException("no connection");
        }
    }
}
