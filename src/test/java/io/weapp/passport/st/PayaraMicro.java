package io.weapp.passport.st;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Payara Micro: one jar, configured by its command line. */
public final class PayaraMicro implements ServerKind {
    private static final Path JAR = Path.of("target", "servers", "payara-micro.jar");
    private static final Path CONFIGURATION = Path.of("server-config", "payara-micro");
    private static final Pattern NOTHING_DEPLOYED = Pattern.compile("\"Deployed\": \\[\\s*]");

    @Override
    public String name() {
        return "payara-micro";
    }

    @Override
    public ProcessBuilder process(Path directory, int port, int managementPort, TestDatabase database) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ServerKind.jvmOptions());
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of("--nohazelcast", "--disablephonehome"));
        command.addAll(List.of("--port", String.valueOf(port)));
        command.addAll(List.of("--rootdir", directory.toString()));
        command.addAll(List.of(
                "--logproperties", CONFIGURATION.resolve("logging.properties").toString()));
        command.addAll(List.of(
                "--postbootcommandfile",
                CONFIGURATION.resolve("post-boot.asadmin").toString()));
        database.driver().ifPresent(driver -> command.addAll(List.of("--addlibs", driver.toString())));
        command.addAll(List.of("--contextroot", "/", "--deploy", WAR.toString()));
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().put("PASSPORT_DB_DATASOURCE", database.dataSource());
        return process;
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
        return NOTHING_DEPLOYED.matcher(log).find();
    }
}
