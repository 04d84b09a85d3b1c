package io.weapp.passport.st;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A WildFly in a directory of its own; the modules of the stock zip, which nobody changes, are shared. */
final class WildFlyHome {
    private static final Path STOCK = Path.of("target", "servers", "wildfly").toAbsolutePath();

    private final Path directory;

    /** Where one is already. */
    WildFlyHome(Path directory) {
        this.directory = directory.toAbsolutePath();
    }

    /** What the stock zip unpacks. */
    static WildFlyHome stock(Path directory) {
        WildFlyHome home = new WildFlyHome(directory);
        Directories.createEmpty(home.directory);
        Directories.copy(STOCK.resolve("bin"), home.directory.resolve("bin"));
        Directories.copy(STOCK.resolve("standalone"), home.directory.resolve("standalone"));
        Directories.copyInto(home.directory, STOCK.resolve("jboss-modules.jar"));
        try {
            Files.createDirectory(home.modules());
            Files.createSymbolicLink(
                    home.modules().resolve("system"), STOCK.resolve("modules").resolve("system"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return home;
    }

    Path base() {
        return directory.resolve("standalone");
    }

    Path modules() {
        return directory.resolve("modules");
    }

    Path configuration() {
        return base().resolve("configuration");
    }

    /** The standalone-microprofile.xml. */
    String xml() {
        try {
            return Files.readString(configuration().resolve("standalone-microprofile.xml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server with this configuration and these deployments, which are its own or copies. */
    ProcessBuilder server(Path base, int port, int managementPort) {
        ProcessBuilder process = process(
                directory.resolve("bin").resolve("standalone.sh"),
                "--server-config=standalone-microprofile.xml",
                "-Djboss.server.base.dir=" + base,
                "-Djboss.http.port=" + port,
                "-Djboss.https.port=0",
                "-Djboss.management.http.port=" + managementPort);
        process.environment()
                .put(
                        "PREPEND_JAVA_OPTS",
                        String.join(" ", ServerKind.jvmOptions()) + " -Dorg.jboss.logmanager.nocolor=true");
        return process;
    }

    /** One of the scripts for operators, while no server runs here. */
    String script(String name, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--wildfly", directory.toString()));
        all.addAll(List.of(arguments));
        return Commands.run(process(Path.of("server-config", "wildfly", name), all.toArray(String[]::new)));
    }

    /** Commands of the administrator, for a server that runs; all must succeed. */
    String cli(int managementPort, String... commands) {
        return Commands.run(process(
                directory.resolve("bin").resolve("jboss-cli.sh"),
                "--connect",
                "--controller=localhost:" + managementPort,
                // What it also waits for a server that comes back from a reload
                "--timeout=60000",
                "--commands=" + String.join(",", commands)));
    }

    void addUser(Path configuration, String name, String password) {
        Commands.run(process(
                directory.resolve("bin").resolve("add-user.sh"),
                "--silent",
                "-sc",
                configuration.toString(),
                "-u",
                name,
                "-p",
                password));
    }

    private static ProcessBuilder process(Path program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command);
        Map<String, String> environment = process.environment();
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        return process;
    }
}
