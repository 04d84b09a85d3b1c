package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weapp.passport.st.LoginSystem.LoggedIn;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

@DisabledIfSystemProperty(
        named = "passport.test.database",
        matches = "postgresql",
        disabledReason = "The PostgreSQL of Maven Central comes without pg_dump")
class BackupST {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int CLIENTS = 3;

    private final WechatSystem wechat = TestBed.wechat();
    private final Queue<LoggedIn> answered = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    @Test
    @DisplayName("what was answered before a backup was begun is there after it was restored; what came later is not")
    void backupUnderLoadIsRestored() {
        Path directory = TestFork.directory().resolve("backup-restored");
        Directories.createEmpty(directory);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (PassportServer server = PassportServer.start("backup", TestBed.settings())) {
            LoginSystem login = new LoginSystem(server.base());
            LoggedIn me = login.loggedIn("backup-" + UUID.randomUUID());
            LoggedIn leaving = login.loggedIn("backup-" + UUID.randomUUID());
            LoggedIn refreshing = login.loggedIn("backup-" + UUID.randomUUID());
            String user = "backup-" + UUID.randomUUID();
            LoggedIn caller = login.loggedIn(user);
            new UserInfoSystem(login).givePhone(caller, wechat.phoneCodeOf(user));
            for (int i = 0; i < CLIENTS; i++) {
                clients.execute(() -> logInUntilStopped(login));
            }
            await().atMost(PATIENCE).until(() -> answered.size() > 20);
            LoggedIn[] before = answered.toArray(LoggedIn[]::new);

            Backup backup = Backup.of(server, directory.resolve("backup"));
            stopped = true;
            LoggedIn late = login.loggedIn("backup-" + UUID.randomUUID());
            LoggedIn newer = login.refreshed(refreshing);
            assertThat(login.logout(leaving.accessToken()).status()).isEqualTo(204);
            server.stop();

            try (PassportServer restored =
                    server.startPeer("restored", Map.of("PASSPORT_DB_URL", backup.restored(directory)))) {
                LoginSystem again = new LoginSystem(restored.base());
                assertThat(before).allMatch(again::lets);
                assertThat(again.refreshed(me).sessionId()).isEqualTo(me.sessionId());
                assertThat(new UserInfoSystem(again).phone(caller).text("phone"))
                        .isEqualTo(wechat.phoneOf(user));
                AdminSystem operator = AdminSystem.of(again, TestBed.OPERATOR, TestBed.operatorPassword());
                await().atMost(PATIENCE)
                        .until(() -> operator.get("/audit/verify").json().getInt("unlinked") == 0);
                assertThat(operator.get("/audit/verify").json().getBoolean("whole"))
                        .isTrue();

                assertThat(again.lets(late)).isFalse();
                assertThat(again.refresh(newer.refreshToken()).status()).isEqualTo(401);
                assertThat(again.lets(leaving)).isTrue();
                endAllSessions(restored);
                assertThat(again.lets(leaving)).isFalse();
                assertThat(again.lets(me)).isFalse();
            }
        } finally {
            stopped = true;
            clients.shutdownNow();
        }
    }

    /** As the operator's guide says, before the first node is started on what was restored. */
    private static void endAllSessions(PassportServer restored) {
        restored.stop();
        new Database(restored.databaseUrl())
                .change(
                        "update login_session set ended_at = ?, end_reason = 'operator' where ended_at is null",
                        Instant.now().toEpochMilli());
        restored.restart();
    }

    private void logInUntilStopped(LoginSystem login) {
        while (!stopped) {
            answered.add(login.loggedIn("backup-" + UUID.randomUUID()));
        }
    }
}
