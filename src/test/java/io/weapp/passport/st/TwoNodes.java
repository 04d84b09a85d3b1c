package io.weapp.passport.st;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Two servers of one kind that know each other by nothing but one PostgreSQL database. */
public final class TwoNodes implements AutoCloseable {

    private final Map<String, String> settings;
    private final PassportServer first;
    private final PassportServer second;

    private TwoNodes(ServerKind kind, Path directory, Map<String, String> changed) {
        this.settings = new HashMap<>(TestBed.settings());
        settings.put("PASSPORT_ISSUER", "https://login.example.com");
        settings.put("PASSPORT_DB_URL", TestDatabase.POSTGRESQL.empty(directory));
        settings.putAll(changed);
        this.first = node(kind, directory.resolve("first"));
        this.second = node(kind, directory.resolve("second"));
    }

    public static TwoNodes start(String name) {
        return start(name, Map.of());
    }

    /** Starts both with some settings of their own. */
    static TwoNodes start(String name, Map<String, String> changed) {
        return start(new PayaraMicro(), name, changed);
    }

    /** Starts both with some settings of their own. */
    static TwoNodes start(ServerKind kind, String name, Map<String, String> changed) {
        return new TwoNodes(kind, TestFork.directory().resolve(name), changed);
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
    }

    private PassportServer node(ServerKind kind, Path directory) {
        Directories.createEmpty(directory);
        return PassportServer.start(kind, directory, TestFork.freePort(), settings);
    }
}
