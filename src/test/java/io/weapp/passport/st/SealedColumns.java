package io.weapp.passport.st;

import io.weapp.passport.vault.OpenVault;
import io.weapp.passport.vault.Vault;
import java.util.Base64;
import java.util.List;
import java.util.Set;
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

    private final Database database;

    SealedColumns(PassportServer server) {
        this.database = new Database(server.databaseUrl());
    }

    /** The columns with at least one value that the key has sealed. */
    Set<String> sealedBy(String keyId) {
        return database.columnsWith("v1." + keyId + ".");
    }

    /** How many sessions of the user of a session the key has sealed. */
    long sessionsSealedBy(String sessionId, String keyId) {
        return database.number(
                "select count(*) from login_session where refresh_key like ?"
                        + " and user_id = (select user_id from login_session where id = ?)",
                "v1." + keyId + ".%",
                sessionId);
    }

    /** The id by which what a master key has sealed names it. */
    static String idOf(String masterKey) {
        return vault(masterKey).seal("", "").split("\\.")[1];
    }

    /** Fills the columns of an app that take an operator or an outage to fill otherwise. */
    void fill(String appId, String masterKey) {
        Vault vault = vault(masterKey);
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
        Vault vault = vault(masterKey);
        for (int i = 0; i < copies; i++) {
            String id = UUID.randomUUID().toString();
            database.change(
                    "insert into login_session (id, user_id, identity_id, app_id, created_at, last_seen_at, expires_at,"
                            + " access_until, refresh_key) select ?, user_id, identity_id, app_id, created_at, last_seen_at,"
                            + " expires_at, access_until, ? from login_session where id = ?",
                    id,
                    vault.seal("copy", "login_session.refresh_key:" + id),
                    sessionId);
        }
    }

    private static Vault vault(String masterKey) {
        return OpenVault.withKey(Base64.getDecoder().decode(masterKey));
    }
}
