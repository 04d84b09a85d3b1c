package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;

import io.weapp.passport.st.LoginSystem.LoggedIn;
import io.weapp.passport.start.OldSchema;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mariadb.jdbc.MariaDbDataSource;
import org.postgresql.ds.PGSimpleDataSource;

@DisplayName("R9.6 what an earlier release has stored is upgraded and stays readable")
class UpgradeST {

    static Stream<String> releases() throws IOException {
        try (Stream<Path> files = Files.list(ReleaseDump.DIRECTORY)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".sql"))
                    .map(file -> file.substring(0, file.length() - ".sql".length()))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void release(String migration) throws IOException {
        Properties expected = new Properties();
        try (Reader file = Files.newBufferedReader(
                ReleaseDump.DIRECTORY.resolve(migration + ".properties"), StandardCharsets.ISO_8859_1)) {
            expected.load(file);
        }
        Path directory = TestFork.directory().resolve("upgrade-data-" + migration);
        Directories.createEmpty(directory);
        String url = TestDatabase.ofThisRun().empty(directory);
        Database database = new Database(url);
        OldSchema.create(dataSource(url), migration);
        assertThat(history(database))
                .as("a migration that is released never changes")
                .isEqualTo(expected.getProperty("history"));
        for (String statement : Files.readString(ReleaseDump.DIRECTORY.resolve(migration + ".sql"))
                .split(";\n", -1)) {
            if (!statement.isBlank()) {
                database.change(statement);
            }
        }
        Map<String, String> settings = new HashMap<>(ReleaseDump.settings());
        settings.put("PASSPORT_DB_URL", url);
        try (PassportServer server = PassportServer.start("upgrade-" + migration, settings)) {
            LoginSystem login = new LoginSystem(server.base());
            AdminSystem admin = AdminSystem.of(login, ReleaseDump.OPERATOR, ReleaseDump.OPERATOR_PASSWORD);

            LoggedIn goesOn = LoggedIn.from(login.refresh(expected.getProperty("refreshToken")));
            assertThat(goesOn.userId()).isEqualTo(expected.getProperty("userId"));
            assertThat(goesOn.answer().json().getJsonObject("user").getString("nickname"))
                    .isEqualTo("朵拉 😀");
            LoggedIn again = login.loggedIn(ReleaseDump.WECHAT_USER);
            assertThat(again.userId()).isEqualTo(expected.getProperty("userId"));
            assertThat(new UserInfoSystem(login).phone(again).text("phone")).isEqualTo(expected.getProperty("phone"));
            assertThat(login.get("/api/v1/me/consents", again.accessToken()).body())
                    .contains("2026-01");
            Problems.assertProblem(login.login(TestBed.wechat().loginCodeOf("emil")), 403, "user_disabled", "none");
            assertThat(admin.get("/users/" + expected.getProperty("disabledUserId"))
                            .status())
                    .isEqualTo(200);
            assertThat(admin.get("/audit/verify").json().getBoolean("whole")).isTrue();
            assertThat(admin.get("/audit?type=user_disabled").body()).contains(expected.getProperty("disabledUserId"));
        }
    }

    private static DataSource dataSource(String url) {
        try {
            switch (TestDatabase.of(url)) {
                case POSTGRESQL -> {
                    PGSimpleDataSource postgres = new PGSimpleDataSource();
                    postgres.setURL(url);
                    postgres.setUser(TestDatabase.USER);
                    postgres.setPassword(TestDatabase.PASSWORD);
                    return postgres;
                }
                case MARIADB -> {
                    MariaDbDataSource mariadb = new MariaDbDataSource(url);
                    mariadb.setUser(TestDatabase.USER);
                    mariadb.setPassword(TestDatabase.PASSWORD);
                    return mariadb;
                }
                default -> {
                    JdbcDataSource h2 = new JdbcDataSource();
                    h2.setURL(url);
                    h2.setUser(TestDatabase.USER);
                    h2.setPassword(TestDatabase.PASSWORD);
                    return h2;
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String history(Database database) {
        boolean backticks = TestDatabase.ofThisRun() == TestDatabase.MARIADB;
        String select = "select concat('''', \"version\", ''', ', \"checksum\") from \"flyway_schema_history\""
                + " where \"version\" is not null order by \"installed_rank\"";
        List<String> rows = database.texts(backticks ? select.replace('"', '`') : select);
        return String.join("; ", rows);
    }
}
