package io.weapp.passport.start;

import io.weapp.passport.health.MigrationsReady;
import io.weapp.passport.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.Readiness;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Brings the database to the schema this version needs. */
@ApplicationScoped
public class Migrations {

    private static final Logger LOG = System.getLogger(Migrations.class.getName());
    private static final int PAUSE_SECONDS = 2;

    @Inject
    @Readiness
    MigrationsReady ready;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /**
     * Runs what is missing, in order; nodes that start at once take turns. A database that is still starting is waited for.
     *
     * @throws IllegalStateException if the database cannot be reached, or if its schema is not one of this version's
     */
    @SuppressWarnings("BanJNDI") // the name is a constant
    public void run() {
        try {
            // Looked up at run time: WildFly resolves a @Resource of this plain name below java:comp/env only.
            DataSource dataSource = InitialContext.doLookup("jdbc/passport");
            await(dataSource);
            ready.found(migrate(dataSource));
        } catch (NamingException e) {
            throw new IllegalStateException("The server has no data source jdbc/passport", e);
        }
    }

    private void await(DataSource dataSource) {
        Duration patience = settings.databaseWait();
        Instant deadline = clock.instant().plus(patience);
        while (true) {
            try {
                productOf(dataSource);
                return;
            } catch (SQLException e) {
                if (!clock.instant().isBefore(deadline)) {
                    throw unreachable(e);
                }
                LOG.log(
                        Level.WARNING,
                        "The database jdbc/passport cannot be reached; tried again for {0} at most: {1}",
                        patience,
                        e.getMessage());
                pause();
            }
        }
    }

    /** Gives the version of the schema that is there now. */
    static String migrate(DataSource dataSource) {
        Flyway flyway = configured(dataSource).load();
        for (MigrationInfo migration : flyway.info().all()) {
            check(migration, flyway.info().all());
        }
        flyway.migrate();
        return String.valueOf(flyway.info().current().getVersion());
    }

    /** Flyway would refuse most of it in words for developers, and take a newer schema for good. */
    private static void check(MigrationInfo migration, MigrationInfo[] all) {
        MigrationVersion version = migration.getVersion();
        if (!migration.getState().isApplied()) {
            return;
        }
        if (!migration.getState().isResolved()) {
            throw new IllegalStateException("The database has the schema of another version: " + version
                    + " is unknown here, this one knows " + newestOf(all)
                    + ". Deploy the version that made it, or restore the backup from before the upgrade");
        }
        if (migration.getState().isFailed()) {
            throw new IllegalStateException(
                    "Migration " + version
                            + " of the database has failed before and was left half done. Restore the backup from before the upgrade");
        }
        if (!migration.isChecksumMatching()) {
            throw new IllegalStateException(
                    "Migration " + version
                            + " is not the one that the database was made with: the WAR or the table flyway_schema_history was changed");
        }
    }

    private static String newestOf(MigrationInfo[] all) {
        String newest = "none";
        for (MigrationInfo migration : all) {
            if (migration.getState().isResolved()) {
                newest = String.valueOf(migration.getVersion());
            }
        }
        return newest;
    }

    static FluentConfiguration configured(DataSource dataSource) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .placeholders(placeholders(dataSource))
                .failOnMissingLocations(true);
    }

    /**
     * What the databases say differently. MariaDB and MySQL compare text without regard to case unless told otherwise, and openids
     * differ by case alone. PostgreSQL looks up the beginning of a text in no index that is sorted as people sort.
     */
    private static Map<String, String> placeholders(DataSource dataSource) {
        String product;
        try {
            product = productOf(dataSource);
        } catch (SQLException e) {
            throw unreachable(e);
        }
        if (product.contains("mariadb") || product.contains("mysql")) {
            return Map.of(
                    "tableOptions",
                    " character set utf8mb4 collate utf8mb4_bin",
                    "bytes",
                    "mediumblob",
                    "beginnings",
                    "");
        }
        return product.contains("postgresql")
                ? Map.of("tableOptions", "", "bytes", "bytea", "beginnings", " varchar_pattern_ops")
                : Map.of("tableOptions", "", "bytes", "blob", "beginnings", "");
    }

    private static String productOf(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        }
    }

    private static IllegalStateException unreachable(SQLException e) {
        return new IllegalStateException("The database jdbc/passport cannot be reached", e);
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the database", e);
        }
    }
}
