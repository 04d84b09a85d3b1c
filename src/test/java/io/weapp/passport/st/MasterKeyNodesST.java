package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weapp.passport.st.LoginSystem.LoggedIn;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

@DisabledIfSystemProperty(
        named = "passport.test.server",
        matches = "wildfly|payara-server",
        disabledReason = "What two nodes agree on stands in the database, so one product shows it: Payara Micro")
@Tag("once")
class MasterKeyNodesST {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int CLIENTS = 4;
    private static final int ROWS = 2400;

    private final String oldKey = TestBed.randomKey();
    private final String newKey = TestBed.randomKey();
    private final Queue<Throwable> failed = new ConcurrentLinkedQueue<>();
    private final AtomicInteger used = new AtomicInteger();

    /** The node that the load balancer sends nothing to, because it is being restarted. */
    private volatile @Nullable PassportServer resting;

    private volatile boolean stopped;

    @Test
    @DisplayName(
            "R2.6, R2.7 the master key of two nodes is changed one after the other while users come and go; a node that is"
                    + " killed while it seals leaves nothing half done")
    void changedUnderLoad() throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (TwoNodes nodes = TwoNodes.start(
                new PayaraMicro(),
                "master-key-nodes",
                Map.of("PASSPORT_MASTER_KEY", oldKey, "PASSPORT_MASTER_KEY_PREVIOUS", newKey))) {
            SealedColumns columns = new SealedColumns(nodes.first());
            String oldId = SealedColumns.idOf(oldKey);
            LoggedIn known = new LoginSystem(nodes.first().base()).loggedIn("master-key-known");
            columns.copySession(known.sessionId(), ROWS, oldKey);
            for (int i = 0; i < CLIENTS; i++) {
                clients.execute(() -> useUntilStopped(nodes));
            }

            changeKeyOf(nodes.first());
            killWhileItSeals(nodes.first(), columns, known);
            changeKeyOf(nodes.second());
            String done = "Everything stored is sealed with master key " + SealedColumns.idOf(newKey)
                    + ", nothing needs " + oldId;
            await().atMost(PATIENCE)
                    .until(() -> MasterKeyST.logOf(nodes.second()).contains(done));
            stopped = true;
            clients.shutdown();

            assertThat(failed).isEmpty();
            assertThat(used).hasValueGreaterThan(100);
            assertThat(columns.sealedBy(oldId)).isEmpty();
            LoginSystem second = new LoginSystem(nodes.second().base());
            assertThat(second.refreshed(known).sessionId()).isEqualTo(known.sessionId());
        } finally {
            stopped = true;
            clients.shutdownNow();
        }
    }

    private void changeKeyOf(PassportServer node) {
        resting = node;
        node.restart(Map.of("PASSPORT_MASTER_KEY", newKey, "PASSPORT_MASTER_KEY_PREVIOUS", oldKey));
        resting = null;
    }

    private void killWhileItSeals(PassportServer node, SealedColumns columns, LoggedIn known) {
        resting = node;
        await().pollInterval(Duration.ofMillis(10))
                .atMost(PATIENCE)
                .until(() -> columns.sessionsSealedBy(known.sessionId(), SealedColumns.idOf(newKey)) > 0);
        node.kill();
        assertThat(columns.sessionsSealedBy(known.sessionId(), SealedColumns.idOf(oldKey)))
                .as("left to seal")
                .isPositive();
        node.restart();
        resting = null;
    }

    private void useUntilStopped(TwoNodes nodes) {
        while (!stopped) {
            boolean firstNow = ThreadLocalRandom.current().nextBoolean();
            PassportServer chosen = firstNow ? nodes.first() : nodes.second();
            PassportServer node = chosen == resting ? (firstNow ? nodes.second() : nodes.first()) : chosen;
            try {
                use(new LoginSystem(node.base()));
                used.incrementAndGet();
            } catch (AssertionError | RuntimeException e) {
                // What was under way at the node that is restarted may end anyhow.
                if (node != resting && !stopped) {
                    failed.add(e);
                }
            }
        }
    }

    private static void use(LoginSystem login) {
        String user = "master-key-" + UUID.randomUUID();
        UserInfoSystem info = new UserInfoSystem(login);
        LoggedIn me = login.refreshed(login.loggedIn(user));
        info.givePhone(me, TestBed.wechat().phoneCodeOf(user));
        assertThat(info.phone(me).text("phone")).isEqualTo(TestBed.wechat().phoneOf(user));
        Answer opened = info.openData(me, TestBed.wechat().openDataOf(user, "{\"n\":1}"));
        assertThat(opened.status()).as(opened.body()).isEqualTo(200);
        assertThat(login.lets(login.refreshed(me))).isTrue();
    }
}
