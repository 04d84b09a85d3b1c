package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weapp.passport.st.LoginSystem.LoggedIn;
import io.weapp.passport.vault.MacPurpose;
import io.weapp.passport.vault.OpenVault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class MasterKeyST {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Test
    @DisplayName("R2.6, R2.7, R2.8 after a change of the master key the old one is needed no more, and nothing is lost")
    void masterKeyIsChanged() {
        String oldKey = TestBed.randomKey();
        String newKey = TestBed.randomKey();
        Map<String, String> settings = new HashMap<>(TestBed.settings());
        settings.put("PASSPORT_MASTER_KEY", oldKey);
        try (PassportServer server = PassportServer.start("master-key", settings)) {
            LoginSystem login = new LoginSystem(server.base());
            SealedColumns columns = new SealedColumns(server);
            Database database = new Database(server.databaseUrl());
            asAfterAnUpgrade(server, database);
            assertThat(database.texts("select distinct key_id from mac_key"))
                    .containsExactly(SealedColumns.idOf(oldKey));
            String user = "master-key-" + UUID.randomUUID();
            login.loggedIn(user);
            TestBed.wechat().rotateSessionKeyOf(user);
            LoggedIn me = login.loggedIn(user);
            String number = TestBed.wechat().phoneOf(user);
            new UserInfoSystem(login).givePhone(me, TestBed.wechat().phoneCodeOf(user));
            assertThat(database.text("select number_index from phone"))
                    .isEqualTo(OpenVault.withKey(Base64.getDecoder().decode(oldKey))
                            .mac(number, MacPurpose.PHONE));
            NewApp app = NewApp.registered(AdminSystem.of(login, TestBed.OPERATOR, TestBed.operatorPassword()));
            columns.fill(app.appId(), oldKey);
            String oldId = SealedColumns.idOf(oldKey);
            assertThat(columns.sealedBy(oldId)).isEqualTo(SealedColumns.ALL);

            server.restart(Map.of("PASSPORT_MASTER_KEY", newKey, "PASSPORT_MASTER_KEY_PREVIOUS", oldKey));
            await().atMost(PATIENCE).until(() -> logOf(server).contains("Everything stored is sealed with master key"));
            assertThat(columns.sealedBy(oldId)).isEmpty();
            assertThat(columns.sealedBy(SealedColumns.idOf(newKey))).isEqualTo(SealedColumns.ALL);

            server.restart(Map.of("PASSPORT_MASTER_KEY_PREVIOUS", ""));
            LoggedIn again = login.refreshed(me);
            assertThat(again.sessionId()).isEqualTo(me.sessionId());
            assertThat(new UserInfoSystem(login).phone(again).text("phone")).isEqualTo(number);
            AdminSystem operator = AdminSystem.of(login, TestBed.OPERATOR, TestBed.operatorPassword());
            assertThat(operator.get("/users?phone=" + number).json().getJsonArray("items"))
                    .hasSize(1);
            await().atMost(PATIENCE)
                    .until(() -> operator.get("/audit/verify").json().getInt("unlinked") == 0);
            assertThat(operator.get("/audit/verify").json().getBoolean("whole")).isTrue();
            assertThat(operator.get("/audit?type=master_key_changed").json().getJsonArray("items"))
                    .hasSize(1);
            assertThat(logOf(server)).doesNotContain(oldKey, newKey);
        }
    }

    /** Versions without stored keys for codes derived them from the master key; here nothing was marked yet. */
    private static void asAfterAnUpgrade(PassportServer server, Database database) {
        server.stop();
        database.change("delete from mac_key");
        database.change("delete from audit_event");
        database.change("delete from audit_day");
        database.change("update audit_chain set newest_day = null");
        server.restart();
    }

    static String logOf(PassportServer server) {
        try {
            return Files.readString(server.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
