package io.weapp.passport.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.weapp.passport.settings.HandClock;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R5.3 nodes that make keys at once, on a real table")
class StoredKeysTest {

    private static final int NODES = 4;
    private static final String URL = "jdbc:h2:mem:stored-keys;DB_CLOSE_DELAY=-1";

    private final HandClock clock = new HandClock();
    private final AtomicInteger rotations = new AtomicInteger();
    private EntityManagerFactory database;

    @BeforeEach
    void migrate() {
        Flyway flyway = Flyway.configure()
                .dataSource(URL, "sa", "")
                .placeholders(Map.of("tableOptions", "", "bytes", "blob", "beginnings", ""))
                .cleanDisabled(false)
                .load();
        flyway.clean();
        flyway.migrate();
        Map<String, @Nullable Object> properties = new HashMap<>();
        properties.put("jakarta.persistence.transactionType", "RESOURCE_LOCAL");
        properties.put("jakarta.persistence.jtaDataSource", null);
        properties.put("jakarta.persistence.jdbc.url", URL);
        properties.put("jakarta.persistence.jdbc.user", "sa");
        properties.put("jakarta.persistence.jdbc.password", "");
        database = Persistence.createEntityManagerFactory("passport", properties);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void oneFirstKeyAndOneNextKey() throws Exception {
        List<Node> nodes = List.of(node(), node(), node(), node());

        atOnce(nodes, node -> node.rotation.check());
        assertThat(nodes.stream().map(node -> node.keys.jwks()).distinct()).hasSize(1);

        atOnce(nodes, node -> node.keys.rotate("operator:root"));
        nodes.forEach(node -> node.rotation.check());
        assertThat(nodes.get(0).keys.states()).hasSize(2);
        assertThat(nodes.stream().map(node -> node.keys.jwks()).distinct()).hasSize(1);
        assertThat(rotations).hasValue(1);
    }

    @Test
    void doneKeyGoesAndLongerLifeIsKept() {
        Node node = node();
        node.rotation.check();
        node.tokenTtl = Duration.ofHours(8);
        node.token();
        node.tokenTtl = Duration.ofMinutes(30);
        node.keys.rotate(null);

        clock.pass(SigningKeys.LEAD.plusHours(8));
        node.rotation.check();
        assertThat(node.keys.states()).hasSize(2);

        clock.pass(KeyRing.SKEW.plusMillis(1));
        node.rotation.check();
        assertThat(node.keys.states()).hasSize(1);
    }

    private Node node() {
        return new Node(new Transacted(database.createEntityManager()), clock);
    }

    private interface Act {
        void on(Node node);
    }

    private static void atOnce(List<Node> nodes, Act act) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(NODES);
        CyclicBarrier gate = new CyclicBarrier(NODES);
        try {
            List<Callable<@Nullable Void>> acts = nodes.stream()
                    .<Callable<@Nullable Void>>map(node -> () -> {
                        gate.await();
                        act.on(node);
                        return null;
                    })
                    .toList();
            for (Future<@Nullable Void> done : threads.invokeAll(acts)) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Does what {@code @Transactional} does on a server. */
    private final class Transacted extends StoredKeys {

        Transacted(EntityManager entities) {
            this.entities = entities;
        }

        @Override
        List<SigningKey> all() {
            return in(super::all);
        }

        @Override
        void addFirst(SigningKey key) {
            in(() -> {
                super.addFirst(key);
                return key;
            });
        }

        @Override
        void addNext(SigningKey key, @Nullable String actor) {
            addFirst(key);
            rotations.incrementAndGet();
        }

        @Override
        void prolong(int generation, Duration ttl) {
            in(() -> {
                super.prolong(generation, ttl);
                return generation;
            });
        }

        @Override
        void drop(List<Integer> generations) {
            in(() -> {
                super.drop(generations);
                return generations;
            });
        }

        private <T> T in(Supplier<T> work) {
            entities.getTransaction().begin();
            boolean done = false;
            try {
                T result = work.get();
                entities.getTransaction().commit();
                done = true;
                return result;
            } finally {
                if (!done) {
                    entities.getTransaction().rollback();
                }
                entities.clear();
            }
        }
    }
}
