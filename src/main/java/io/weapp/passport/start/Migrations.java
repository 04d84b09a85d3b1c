package io.weapp.passport.start;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the database to the schema this version needs. */
@ApplicationScoped
public class Migrations {

    /**
     * Runs what is missing, in order; nodes that start at once take turns.
     *
     * @throws IllegalStateException if the database cannot be reached
     */
    @SuppressWarnings("BanJNDI") // the name is a constant
    public void run() {
        try {
            // Looked up at run time: WildFly resolves a @Resource of this plain name below java:comp/env only.
            migrate(InitialContext.doLookup("jdbc/passport"));
        } catch (NamingException e) {
            throw new IllegalStateException("The server has no data source jdbc/passport", e);
        }
    }

    static void migrate(DataSource dataSource) {
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(dataSource)
                .locations("classpath:db/migration")
                .placeholders(placeholders(dataSource))
                .failOnMissingLocations(true)
                .load()
                .migrate();
    }

    /**
     * What the databases say differently. MariaDB and MySQL compare text without regard to case unless told otherwise, and openids
     * differ by case alone. PostgreSQL looks up the beginning of a text in no index that is sorted as people sort.
     */
    private static Map<String, String> placeholders(DataSource dataSource) {
        String product = productOf(dataSource);
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

    private static String productOf(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        } catch (SQLException e) {
            throw new IllegalStateException("The database jdbc/passport cannot be reached", e);
        }
    }
}
