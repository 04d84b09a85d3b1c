package io.weapp.passport.st;

import static org.awaitility.Awaitility.await;

import io.weapp.passport.st.LoginSystem.LoggedIn;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * Writes down, once for each release, what the product of that release leaves in a database: {@code src/test/resources/release/N.sql}
 * in SQL that all three databases read, and {@code N.properties} with what must be found again. The operator's guide says how.
 */
public final class ReleaseDump {

    static final Path DIRECTORY = Path.of("src", "test", "resources", "release");

    /** For these dumps and nothing else. */
    static final String MASTER_KEY = "CG7xbaxnGw126CIFs848CMb55PHRicDFDnJmm4RdqHo=";

    static final String OPERATOR = "root@example.com";
    static final String OPERATOR_PASSWORD = "password of the dumps";
    static final String WECHAT_USER = "dora";

    private ReleaseDump() {}

    /** What a server is started with that makes or reads a dump: nothing in it shall come of age. */
    static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(TestBed.settings());
        settings.put("PASSPORT_MASTER_KEY", MASTER_KEY);
        settings.put("PASSPORT_BOOTSTRAP_OPERATOR", OPERATOR);
        settings.put("PASSPORT_BOOTSTRAP_OPERATOR_PASSWORD", OPERATOR_PASSWORD);
        settings.put("PASSPORT_SESSION_IDLE", "P3650D");
        settings.put("PASSPORT_SESSION_ABSOLUTE", "P3650D");
        settings.put("PASSPORT_AUDIT_RETENTION", "P3650D");
        return settings;
    }

    public static void main(String[] arguments) {
        int result = 0;
        try (PassportServer server = PassportServer.start("release-dump", settings())) {
            Properties found = new Properties();
            live(server, found);
            server.stop();
            write(server.databaseUrl(), found);
        } catch (IOException | SQLException | RuntimeException | AssertionError e) {
            e.printStackTrace();
            result = 1;
        }
        // The simulator's threads would wait for more
        System.exit(result);
    }

    private static void live(PassportServer server, Properties found) {
        LoginSystem login = new LoginSystem(server.base());
        UserInfoSystem info = new UserInfoSystem(login);
        AdminSystem admin = AdminSystem.of(login, OPERATOR, OPERATOR_PASSWORD);
        LoggedIn me = login.loggedIn(WECHAT_USER);
        info.rename(me, "朵拉 😀");
        info.givePhone(me, TestBed.wechat().phoneCodeOf(WECHAT_USER));
        info.agree(me, "privacy", "2026-01");
        info.openData(me, TestBed.wechat().openDataOf(WECHAT_USER, "{\"n\":1}"));
        LoggedIn other = login.loggedIn("emil");
        login.logout(other.accessToken());
        admin.post("/users/" + other.userId() + "/disable");
        admin.changeApp(
                WechatSystem.DEMO_APP,
                "{\"push\":{\"token\":\"PushToken1\",\"aesKey\":\"abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG\",\"mode\":\"safe\",\"format\":\"json\"}}");
        found.setProperty("userId", me.userId());
        found.setProperty("refreshToken", login.refreshed(me).refreshToken());
        found.setProperty("disabledUserId", other.userId());
        found.setProperty("phone", info.phone(me).text("phone"));
        // An event has its place in the chain a second after it is recorded.
        await().until(() -> admin.get("/audit/verify").json().getInt("unlinked") == 0);
    }

    private static void write(String url, Properties found) throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection(url, TestDatabase.USER, TestDatabase.PASSWORD)) {
            List<String> history = rows(
                    connection,
                    "select \"version\", \"checksum\" from \"flyway_schema_history\" where \"version\" is not null"
                            + " order by \"installed_rank\"");
            String version = history.get(history.size() - 1).replaceAll("'(\\d+)'.*", "$1");
            found.setProperty("history", String.join("; ", history));
            Files.createDirectories(DIRECTORY);
            try (Writer script = Files.newBufferedWriter(DIRECTORY.resolve(version + ".sql"))) {
                script.write(dump(connection));
            }
            try (Writer properties =
                    Files.newBufferedWriter(DIRECTORY.resolve(version + ".properties"), StandardCharsets.ISO_8859_1)) {
                found.store(properties, null);
            }
        }
    }

    private static String dump(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>(parentsFirst(connection));
        StringBuilder script = new StringBuilder();
        Collections.reverse(tables);
        tables.forEach(table -> script.append("delete from ").append(table).append(";\n"));
        Collections.reverse(tables);
        for (String table : tables) {
            for (String row : rows(connection, "select * from " + table)) {
                script.append("insert into ").append(table).append(row).append(";\n");
            }
        }
        return script.toString();
    }

    private static Set<String> parentsFirst(Connection connection) throws SQLException {
        Set<String> ordered = new LinkedHashSet<>();
        try (ResultSet tables = connection.getMetaData().getTables(null, "PUBLIC", "%", new String[] {"BASE TABLE"})) {
            while (tables.next()) {
                place(tables.getString("TABLE_NAME"), connection.getMetaData(), ordered);
            }
        }
        return ordered.stream()
                .map(table -> table.toLowerCase(Locale.ROOT))
                .filter(table -> !table.startsWith("flyway"))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static void place(String table, DatabaseMetaData metaData, Set<String> ordered) throws SQLException {
        try (ResultSet keys = metaData.getImportedKeys(null, "PUBLIC", table)) {
            while (keys.next()) {
                place(keys.getString("PKTABLE_NAME"), metaData, ordered);
            }
        }
        ordered.add(table);
    }

    /** Each as {@code (columns) values (literals)}; of the history of the schema only the literals. */
    private static List<String> rows(Connection connection, String select) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(select)) {
            List<String> found = new ArrayList<>();
            ResultSetMetaData columns = rows.getMetaData();
            while (rows.next()) {
                StringJoiner names = new StringJoiner(", ", " (", ")");
                StringJoiner values = new StringJoiner(", ");
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    names.add(columns.getColumnName(i).toLowerCase(Locale.ROOT));
                    values.add(literal(rows.getObject(i), rows.getString(i)));
                }
                found.add(select.startsWith("select *") ? names + " values (" + values + ")" : values.toString());
            }
            return found;
        }
    }

    private static String literal(Object value, String text) {
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return String.valueOf(value).toLowerCase(Locale.ROOT);
        }
        if (text.contains("\\") || text.contains(";\n")) {
            throw new IllegalArgumentException("Not the same text on every database");
        }
        return "'" + text.replace("'", "''") + "'";
    }
}
