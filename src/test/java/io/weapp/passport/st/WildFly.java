package io.weapp.passport.st;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** WildFly as the build unpacked and prepared it; each server works in a copy of its configuration. */
record WildFly(String logFormat) implements ServerKind {
    private static final Path HOME = Path.of("target", "servers", "wildfly").toAbsolutePath();

    WildFly() {
        this("COLOR-PATTERN");
    }

    @Override
    public ServerKind loggingJson() {
        return new WildFly("JSON");
    }

    @Override
    public String name() {
        return "wildfly";
    }

    @Override
    public ProcessBuilder process(Path directory, int port, int managementPort, TestDatabase database) {
        Directories.copy(HOME.resolve("standalone").resolve("configuration"), directory.resolve("configuration"));
        Path standalone = directory.resolve("configuration").resolve("standalone-microprofile.xml");
        Directories.replace(
                standalone,
                "<named-formatter name=\"COLOR-PATTERN\"/>",
                "<named-formatter name=\"" + logFormat + "\"/>");
        Path deployments = directory.resolve("deployments");
        deploy(WAR, deployments);
        ProcessBuilder process = new ProcessBuilder(
                HOME.resolve("bin").resolve("standalone.sh").toString(),
                "--server-config=standalone-microprofile.xml",
                "-Djboss.server.base.dir=" + directory,
                "-Djboss.http.port=" + port,
                "-Djboss.https.port=0",
                "-Djboss.management.http.port=" + managementPort);
        database.driver().ifPresent(driver -> {
            deploy(driver, deployments);
            process.environment().put("PASSPORT_DB_DRIVER", driver.getFileName().toString());
        });
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        process.environment()
                .put(
                        "PREPEND_JAVA_OPTS",
                        String.join(" ", ServerKind.jvmOptions()) + " -Dorg.jboss.logmanager.nocolor=true");
        return process;
    }

    @Override
    public URI health(int port, int managementPort) {
        return URI.create("http://localhost:" + managementPort + "/health");
    }

    @Override
    public boolean verifiesOneAlgorithmOnly() {
        return true;
    }

    @Override
    public boolean refusedWar(String log) {
        return log.contains("WFLYSRV0026: ");
    }

    private static void deploy(Path archive, Path deployments) {
        try {
            Files.createDirectories(deployments);
            Files.copy(archive, deployments.resolve(archive.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
