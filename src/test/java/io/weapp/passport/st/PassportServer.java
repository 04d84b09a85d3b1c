package io.weapp.passport.st;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.management.remote.JMXConnector;

/** The passport WAR on a server of its own; which product that is, nobody needs to know. */
public final class PassportServer implements AutoCloseable {
    private static final int PROBE_MILLIS = 2000;

    private final ServerKind kind;
    private final Path directory;
    private final Path log;
    private final int port;
    private final int managementPort = TestFork.freePort();
    private final Map<String, String> settings;
    private final ProcessBuilder builder;
    private volatile ServerProcess process;

    private PassportServer(ServerKind kind, Path directory, Path log, int port, Map<String, String> settings) {
        this.kind = kind;
        this.directory = directory.toAbsolutePath();
        this.log = log.toAbsolutePath();
        this.port = port;
        this.settings = new HashMap<>(settings);
        this.settings.computeIfAbsent(
                "PASSPORT_DB_URL", none -> TestDatabase.ofThisRun().empty(directory));
        this.settings.putIfAbsent("PASSPORT_ISSUER", base().toString());
        Directories.delete(log);
        Path home = this.directory.resolve(kind.name());
        Directories.createEmpty(home);
        this.builder = kind.process(home, port, managementPort, TestDatabase.of(databaseUrl()));
        this.process = started();
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
        awaitReady();
    }

    /** Starts the product of this test run on a free port with an empty database. */
    public static PassportServer start(String name, Map<String, String> settings) {
        return start(ServerKind.ofThisRun(), name, settings);
    }

    private static PassportServer start(ServerKind kind, String name, Map<String, String> settings) {
        String unique = name + "-" + kind.name();
        Path directory = TestFork.directory().resolve(unique);
        Directories.createEmpty(directory);
        return new PassportServer(
                kind, directory, TestFork.directory().resolve(unique + ".log"), TestFork.freePort(), settings);
    }

    /** The same with a log of JSON documents. */
    static PassportServer startLoggingJson(String name, Map<String, String> settings) {
        return start(ServerKind.ofThisRun().loggingJson(), name, settings);
    }

    /** Starts a given product on the data that the directory may hold. */
    public static PassportServer start(ServerKind kind, Path directory, int port, Map<String, String> settings) {
        return new PassportServer(kind, directory, directory.resolve("server.log"), port, settings);
    }

    /** Starts another node: same database, same issuer, same settings. */
    public PassportServer startPeer(String name) {
        return startPeer(name, Map.of());
    }

    /** Starts another node with some settings of its own. */
    public PassportServer startPeer(String name, Map<String, String> changed) {
        Map<String, String> shared = new HashMap<>(settings);
        shared.putAll(changed);
        return start(name, shared);
    }

    public URI base() {
        return URI.create("http://localhost:" + port);
    }

    /** Where the server tells its health; not every product does so on the port of the application. */
    public URI health() {
        return kind.health(port, managementPort);
    }

    /** Where the administrator finds the server's console. */
    URI console() {
        return URI.create("http://localhost:" + managementPort);
    }

    /** A test may look into the database beside the running server. */
    public String databaseUrl() {
        return settings.getOrDefault("PASSPORT_DB_URL", "");
    }

    /** A way into its JVM, as an operator on the same machine has one: no option of the server is needed for it. */
    JMXConnector jmx() {
        return process.jmx();
    }

    /** One command of the administrator, in the product's own words. */
    String administer(String command) {
        return kind.administer(managementPort, command);
    }

    public Path log() {
        return log;
    }

    /** Asks the server to end, as an operator does. */
    public void stop() {
        process.end(ProcessHandle::destroy);
    }

    /** Ends the server at once, as a crash does. */
    public void kill() {
        process.end(ProcessHandle::destroyForcibly);
    }

    /** Starts again at the same address, with the same settings and data, in the directory that the last run left. */
    public void restart() {
        stop();
        process = started();
        awaitReady();
    }

    /** Starts again with some settings changed. */
    public void restart(Map<String, String> changed) {
        settings.putAll(changed);
        restart();
    }

    /** Returns when the server has ended, by whatever hand. */
    public void join() throws InterruptedException {
        process.join();
    }

    @Override
    public void close() {
        stop();
    }

    private ServerProcess started() {
        Map<String, String> environment = builder.environment();
        // What this JVM was started with is not for the server.
        System.getenv().keySet().stream()
                .filter(name -> name.startsWith("PASSPORT_"))
                .forEach(environment::remove);
        environment.putAll(settings);
        kind.self(port).ifPresent(self -> environment.putIfAbsent("PASSPORT_SELF", self.toString()));
        return new ServerProcess(builder, log);
    }

    private void awaitReady() {
        process.awaitReady(() -> answers(base()), kind::refusedWar);
    }

    /** Whether a passport can be asked there. */
    static boolean answers(URI base) {
        try {
            HttpURLConnection probe = (HttpURLConnection)
                    base.resolve("/.well-known/jwks.json").toURL().openConnection();
            probe.setConnectTimeout(PROBE_MILLIS);
            probe.setReadTimeout(PROBE_MILLIS);
            return probe.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notYet) {
            return false;
        }
    }
}
