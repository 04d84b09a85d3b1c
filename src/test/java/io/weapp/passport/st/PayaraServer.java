package io.weapp.passport.st;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Payara Server with a domain that the scripts for operators have prepared once; each server works in a copy of it. */
public record PayaraServer(String logFormatter) implements ServerKind {
    private static final Path PREPARED = Path.of("target", "st", "payara-server-prepared");
    private static final Path SCRIPTS = Path.of("server-config", "payara");

    public PayaraServer() {
        this("com.sun.enterprise.server.logging.ODLLogFormatter");
    }

    @Override
    public ServerKind loggingJson() {
        return new PayaraServer("fish.payara.enterprise.server.logging.JSONLogFormatter");
    }

    @Override
    public String name() {
        return "payara-server";
    }

    @Override
    public ProcessBuilder process(Path directory, int port, int managementPort, TestDatabase database) {
        PreparedServer.once(PREPARED, PayaraServer::prepare, WAR, SCRIPTS);
        PayaraDomain domain = PayaraDomain.copy(PREPARED.resolve("domains"), directory, port, managementPort);
        String options = ServerKind.jvmOptions().stream()
                .map(option -> "<jvm-options>" + option + "</jvm-options>")
                .collect(Collectors.joining());
        domain.configure(domain.configuration()
                .replaceFirst("<jvm-options>-Xmx512m</jvm-options>", options)
                .replaceFirst(
                        "\"[^\"]*JdbcDataSource\"([^>]* name=\"passport\")", "\"" + database.dataSource() + "\"$1"));
        Directories.replace(
                domain.directory().resolve("config").resolve("logging.properties"),
                "(?m)Handler\\.formatter=.*$",
                "Handler.formatter=" + logFormatter);
        database.driver()
                .ifPresent(driver -> Directories.copyInto(domain.directory().resolve("lib"), driver));
        return domain.process();
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
    public boolean refusedWar(String log) {
        return log.contains("Exception while loading the app");
    }

    @Override
    public String administer(int managementPort, String command) {
        return Commands.run(PayaraDomain.asadmin(managementPort, command.split(" ", -1)));
    }

    private static void prepare() throws IOException {
        PayaraDomain domain = PayaraDomain.stock(PREPARED.resolve("domains"), TestFork.freePort(), TestFork.freePort());
        Path secrets = PREPARED.resolve("secrets");
        Files.writeString(secrets, "passport.database-password=passport\n");
        domain.start(Map.of("PASSPORT_DEMO", "true", "PASSPORT_DB_URL", "jdbc:h2:mem:prepare;DB_CLOSE_DELAY=-1"));
        try {
            domain.script(
                    "install.sh",
                    "--war",
                    WAR.toString(),
                    "--database",
                    "h2",
                    "--url",
                    "${ENV=PASSPORT_DB_URL}",
                    "--settings",
                    "server-config/payara/passport.properties",
                    "--secrets",
                    secrets.toString(),
                    "--self-port",
                    String.valueOf(TestFork.freePort()));
        } finally {
            domain.stop();
        }
        // 150 MB that each server makes anew within a second
        Directories.delete(domain.directory().resolve("osgi-cache"));
    }
}
