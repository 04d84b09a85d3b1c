package io.weapp.passport.st;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A domain of Payara Server in a directory of its own, on ports of its own. */
final class PayaraDomain {
    static final Path HOME = Path.of("target", "servers", "payara").toAbsolutePath();

    private static final String NAME = "domain1";
    private static final Pattern PORT = Pattern.compile("(\\bport=\"?|JMS_PROVIDER_PORT\".* value=\")\\d+");
    private static final Pattern SELF = Pattern.compile("(\"payara.microprofile.passport.self\" value=\")[^\"]*");
    private static final Path STOCK = HOME.resolve("glassfish").resolve("domains");

    private final Path domains;
    private final int adminPort;

    private PayaraDomain(Path domains, int adminPort) {
        this.domains = domains.toAbsolutePath();
        this.adminPort = adminPort;
    }

    /** The domain of the stock zip. */
    static PayaraDomain stock(Path domains, int port, int adminPort) {
        return copy(STOCK, domains, port, adminPort);
    }

    /** A copy of another domain, which does not run. */
    static PayaraDomain copy(Path from, Path domains, int port, int adminPort) {
        Directories.createEmpty(domains);
        Directories.copy(from.resolve(NAME), domains.resolve(NAME));
        PayaraDomain domain = new PayaraDomain(domains, adminPort);
        domain.movePorts(port);
        return domain;
    }

    Path directory() {
        return domains.resolve(NAME);
    }

    String configuration() {
        try {
            return Files.readString(configurationFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void configure(String xml) {
        try {
            Files.writeString(configurationFile(), xml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server in the foreground, below asadmin. */
    ProcessBuilder process() {
        return asadmin("start-domain", "--verbose", "--domaindir", domains.toString(), NAME);
    }

    /** Starts the server in the background. */
    void start(Map<String, String> environment) {
        ProcessBuilder start = asadmin("start-domain", "--domaindir", domains.toString(), NAME);
        start.environment().putAll(environment);
        Commands.run(start);
    }

    void stop() {
        Commands.run(asadmin("stop-domain", "--domaindir", domains.toString(), "--kill", NAME));
    }

    /** One of the scripts for operators, on this domain while it runs. */
    String script(String name, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of("server-config", "payara", name).toString());
        command.addAll(List.of(arguments));
        return Commands.run(environment(new ProcessBuilder(command), adminPort));
    }

    /** One command of the administrator, on this domain while it runs. */
    String command(String... arguments) {
        return Commands.run(asadmin(arguments));
    }

    private ProcessBuilder asadmin(String... arguments) {
        return asadmin(adminPort, arguments);
    }

    static ProcessBuilder asadmin(int adminPort, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(HOME.resolve("bin").resolve("asadmin").toString());
        command.addAll(List.of(arguments));
        return environment(new ProcessBuilder(command), adminPort);
    }

    private static ProcessBuilder environment(ProcessBuilder process, int adminPort) {
        String java = System.getProperty("java.home");
        Map<String, String> environment = process.environment();
        environment.put("ASADMIN", HOME.resolve("bin").resolve("asadmin").toString());
        environment.put("AS_ADMIN_PORT", String.valueOf(adminPort));
        environment.put("JAVA_HOME", java);
        environment.put("PATH", Path.of(java, "bin") + ":" + environment.get("PATH"));
        return process;
    }

    private void movePorts(int port) {
        int self = TestFork.freePort();
        String moved = configuration()
                .lines()
                .map(line -> PORT.matcher(line).replaceAll(found -> found.group(1) + portOf(line, port, self)))
                .collect(Collectors.joining("\n"));
        configure(SELF.matcher(moved).replaceFirst("$1http://127.0.0.1:" + self));
    }

    private int portOf(String line, int port, int self) {
        if (line.contains("<network-listener") && line.contains("name=\"http-listener-1\"")) {
            return port;
        }
        if (line.contains("<network-listener") && line.contains("name=\"admin-listener\"")) {
            return adminPort;
        }
        return line.contains("name=\"passport-self\"") ? self : TestFork.freePort();
    }

    private Path configurationFile() {
        return directory().resolve("config").resolve("domain.xml");
    }
}
