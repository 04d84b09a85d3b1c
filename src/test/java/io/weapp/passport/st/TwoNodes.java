package io.weapp.passport.st;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** Two Payara Micro processes that know each other by nothing but one PostgreSQL database. */
public final class TwoNodes implements AutoCloseable {

    private final EmbeddedPostgres postgres;
    private final Map<String, String> settings;
    private final PassportServer first;
    private final PassportServer second;

    private TwoNodes(EmbeddedPostgres postgres, Path directory) {
        this.postgres = postgres;
        this.settings = new HashMap<>(TestBed.settings());
        settings.put("PASSPORT_ISSUER", "https://login.example.com");
        settings.put("PASSPORT_DB_DATASOURCE", "org.postgresql.ds.PGSimpleDataSource");
        // The driver would tell the values of a colliding row, and the server would log them.
        settings.put("PASSPORT_DB_URL", postgres.getJdbcUrl("passport", "postgres") + "&logServerErrorDetail=false");
        this.first = node(directory.resolve("first"));
        this.second = node(directory.resolve("second"));
    }

    public static TwoNodes start(String name) {
        Path directory = TestFork.directory().resolve(name);
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(directory.resolve("postgres").toFile())
                    .start();
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create role passport superuser login password 'passport'");
            }
            return new TwoNodes(postgres, directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public PassportServer first() {
        return first;
    }

    public PassportServer second() {
        return second;
    }

    Database database() {
        return new Database(first.databaseUrl());
    }

    @Override
    public void close() {
        first.stop();
        second.stop();
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PassportServer node(Path directory) {
        Directories.createEmpty(directory);
        return PassportServer.start(new PayaraMicro(driver()), directory, TestFork.freePort(), settings);
    }

    /** The driver of the tests serves the servers, too. */
    private static Path driver() {
        try {
            return Path.of(org.postgresql.Driver.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
