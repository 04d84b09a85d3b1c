package io.weapp.passport.st;

import io.weapp.passport.vault.OpenVault;
import io.weapp.passport.vault.Vault;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Which columns of a database hold what a master key has sealed; found by walking the whole schema. */
final class SealedColumns {

    /** Every column that has ever held a sealed value. */
    static final Set<String> ALL = Set.of(
            "identity.phone_hint",
            "login_session.refresh_key",
            "mac_key.secret",
            "mini_app.api_key",
            "mini_app.api_private_key",
            "mini_app.push_aes_key",
            "mini_app.push_token",
            "mini_app.secret",
            "phone.phone_number",
            "push_event.message",
            "session_key.newest",
            "session_key.predecessor",
            "signing_key.jwk",
            "wechat_token.token");

    private final String url;
    private final Database database;

    SealedColumns(PassportServer server) {
        this.url = server.databaseUrl();
        this.database = new Database(url);
    }

    /** The columns with at least one value that the key has sealed. */
    Set<String> sealedBy(String keyId) {
        Set<String> found = new TreeSet<>();
        for (String column : textColumns()) {
            int dot = column.indexOf('.');
            if (database.number(
                            "select count(*) from " + column.substring(0, dot) + " where " + column.substring(dot + 1)
                                    + " like ?",
                            "%v1." + keyId + ".%")
                    > 0) {
                found.add(column);
            }
        }
        return found;
    }

    /** The id of the key that has sealed the secret of the demo app. */
    String keyInUse() {
        return database.text("select secret from mini_app where app_id = ?", WechatSystem.DEMO_APP)
                .split("\\.")[1];
    }

    /** Fills the columns of an app that take an operator or an outage to fill otherwise. */
    void fill(String appId, String masterKey) {
        Vault vault = OpenVault.withKey(Base64.getDecoder().decode(masterKey));
        for (String column : List.of("api_key", "api_private_key", "push_token", "push_aes_key")) {
            database.change(
                    "update mini_app set " + column + " = ? where app_id = ?",
                    vault.seal("of " + appId, "mini_app." + column + ":" + appId),
                    appId);
        }
        String event = UUID.randomUUID().toString();
        database.change(
                "insert into push_event (id, app_id, message_hash, lane, event, message, state, tries, next_try_at, received_at)"
                        + " values (?, ?, ?, 'HAND_ON', 'test', ?, 'DEAD', 20, 0, 0)",
                event,
                appId,
                event,
                vault.seal("{}", "push_event.message:" + event));
    }

    /** Adds sessions that nobody uses, so that there is something to seal again. */
    void copySession(String sessionId, int copies, String masterKey) {
        Vault vault = OpenVault.withKey(Base64.getDecoder().decode(masterKey));
        String insert =
                "insert into login_session (id, user_id, identity_id, app_id, created_at, last_seen_at, expires_at,"
                        + " access_until, refresh_key) select ?, user_id, identity_id, app_id, created_at, last_seen_at, expires_at,"
                        + " access_until, ? from login_session where id = ?";
        try (Connection connection = DriverManager.getConnection(url, "passport", "passport");
                PreparedStatement statement = connection.prepareStatement(insert)) {
            for (int i = 0; i < copies; i++) {
                String id = UUID.randomUUID().toString();
                statement.setString(1, id);
                statement.setString(2, vault.seal("copy", "login_session.refresh_key:" + id));
                statement.setString(3, sessionId);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> textColumns() {
        try (Connection connection = DriverManager.getConnection(url, "passport", "passport")) {
            DatabaseMetaData schema = connection.getMetaData();
            List<String> columns = new ArrayList<>();
            try (ResultSet rows = schema.getColumns(connection.getCatalog(), connection.getSchema(), "%", "%")) {
                while (rows.next()) {
                    String type = rows.getString("TYPE_NAME").toLowerCase(Locale.ROOT);
                    if (type.contains("char") || type.contains("text")) {
                        columns.add((rows.getString("TABLE_NAME") + "." + rows.getString("COLUMN_NAME"))
                                .toLowerCase(Locale.ROOT));
                    }
                }
            }
            columns.removeIf(column -> column.startsWith("flyway"));
            return columns;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
