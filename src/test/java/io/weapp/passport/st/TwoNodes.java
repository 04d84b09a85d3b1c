package io.weapp.passport.st;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Two Payara Micro processes that know each other by nothing but one PostgreSQL database. */
public final class TwoNodes implements AutoCloseable {

    private final Map<String, String> settings;
    private final PassportServer first;
    private final PassportServer second;

    private TwoNodes(Path directory) {
        this.settings = new HashMap<>(TestBed.settings());
        settings.put("PASSPORT_ISSUER", "https://login.example.com");
        settings.put("PASSPORT_DB_URL", TestDatabase.POSTGRESQL.empty(directory));
        this.first = node(directory.resolve("first"));
        this.second = node(directory.resolve("second"));
    }

    public static TwoNodes start(String name) {
        return new TwoNodes(TestFork.directory().resolve(name));
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

    private PassportServer node(Path directory) {
        Directories.createEmpty(directory);
        return PassportServer.start(new PayaraMicro(), directory, TestFork.freePort(), settings);
    }
}
