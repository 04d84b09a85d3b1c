package io.weapp.passport.st;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Copies a database that is in use into an empty one, with the tools that the operator's guide names. */
final class Backup {

    private final String from;
    private final Path file;

    private Backup(String from, Path file) {
        this.from = from;
        this.file = file.toAbsolutePath();
    }

    /** Takes the backup while the servers go on. */
    static Backup of(PassportServer server, Path file) {
        Backup backup = new Backup(server.databaseUrl(), file);
        switch (TestDatabase.of(backup.from)) {
            case H2 -> new Database(backup.from).execute("backup to '" + backup.file + "'");
            case MARIADB -> backup.dump();
            case POSTGRESQL -> throw new IllegalStateException("the PostgreSQL of the tests has no pg_dump");
        }
        return backup;
    }

    /** The JDBC URL of a new database that holds the backup. */
    String restored(Path directory) {
        String url = TestDatabase.of(from).empty(directory);
        switch (TestDatabase.of(from)) {
            case H2 -> unzip(directory);
            // The client of the tests' MariaDB needs a library that Debian has no more.
            case MARIADB -> new Database(url + "?allowMultiQueries=true").execute(text());
            case POSTGRESQL -> throw new IllegalStateException("the PostgreSQL of the tests has no pg_restore");
        }
        return url;
    }

    private void dump() {
        URI address = URI.create(from.substring("jdbc:".length()));
        ProcessBuilder dump = new ProcessBuilder(
                TestFork.directory().resolve("mariadb/bin/mariadb-dump").toString(),
                "--no-defaults",
                "--protocol=tcp",
                "--host=127.0.0.1",
                "--port=" + address.getPort(),
                "--user=" + TestDatabase.USER,
                "--password=" + TestDatabase.PASSWORD,
                "--single-transaction",
                "--no-tablespaces",
                address.getPath().substring(1));
        try {
            Process process = dump.redirectOutput(file.toFile()).start();
            String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String text() {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void unzip(Path directory) {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Files.copy(
                        zip,
                        directory.resolve(Path.of(entry.getName()).getFileName().toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
