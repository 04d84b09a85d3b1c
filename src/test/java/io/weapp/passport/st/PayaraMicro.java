package io.weapp.passport.st;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Payara Micro, started by the script that an operator starts it with. */
public record PayaraMicro(String logProperties) implements ServerKind {
    private static final Path JAR = Path.of("target", "servers", "payara-micro.jar");
    private static final Path CONFIGURATION =
            Path.of("server-config", "payara-micro").toAbsolutePath();

    public PayaraMicro() {
        this("logging.properties");
    }

    @Override
    public ServerKind loggingJson() {
        return new PayaraMicro("logging-json.properties");
    }

    @Override
    public String name() {
        return "payara-micro";
    }

    @Override
    public ProcessBuilder process(Path directory, int port, int managementPort, TestDatabase database) {
        ProcessBuilder process = new ProcessBuilder(
                        "bash", CONFIGURATION.resolve("passport.sh").toString())
                .directory(directory.toFile());
        Map<String, String> environment = process.environment();
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("JAVA_OPTIONS", String.join(" ", ServerKind.jvmOptions()));
        environment.put("PAYARA_MICRO_JAR", JAR.toAbsolutePath().toString());
        environment.put("PAYARA_MICRO_PORT", String.valueOf(port));
        environment.put("PAYARA_MICRO_SELF_PORT", String.valueOf(managementPort));
        // Most tests end servers that nobody uses.
        environment.putIfAbsent("PAYARA_MICRO_GRACE", "0");
        environment.put("PASSPORT_WAR", WAR.toAbsolutePath().toString());
        environment.put("PASSPORT_DATABASE", database.name().toLowerCase(Locale.ROOT));
        database.driver().ifPresent(driver -> environment.put("PASSPORT_DB_DRIVER_JAR", driver.toString()));
        environment.put(
                "PAYARA_MICRO_LOGGING", CONFIGURATION.resolve(logProperties).toString());
        return process;
    }

    @Override
    public Optional<URI> self(int port) {
        return Optional.empty();
    }

    @Override
    public URI health(int port, int managementPort) {
        return URI.create("http://localhost:" + port + "/health");
    }

    @Override
    public boolean verifiesOneAlgorithmOnly() {
        return false;
    }

    @Override
    public String administer(int managementPort, String command) {
        throw new UnsupportedOperationException("Payara Micro has no console");
    }

    @Override
    public boolean refusedWar(String log) {
        return log.contains("passport.sh: the passport could not be deployed");
    }
}
