package io.weapp.passport.st;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** WildFly, prepared once by the scripts for operators; each server works in a copy of the configuration. */
record WildFly(String logFormat) implements ServerKind {
    private static final Path PREPARED = Path.of("target", "st", "wildfly-prepared");
    private static final Path SCRIPTS = Path.of("server-config", "wildfly");
    static final Path ECLIPSELINK = Path.of("target", "servers", "eclipselink.jar");

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
        PreparedServer.once(PREPARED, WildFly::prepare, SCRIPTS);
        WildFlyHome home = new WildFlyHome(PREPARED.resolve("home"));
        Directories.copy(home.configuration(), directory.resolve("configuration"));
        Path standalone = directory.resolve("configuration").resolve("standalone-microprofile.xml");
        Directories.replace(
                standalone,
                "<named-formatter name=\"COLOR-PATTERN\"/>",
                "<named-formatter name=\"" + logFormat + "\"/>");
        Path deployments = directory.resolve("deployments");
        deploy(WAR, deployments);
        database.driver().ifPresent(driver -> {
            deploy(driver, deployments);
            Directories.replace(standalone, "(?s)(pool-name=\"passport\".*?<driver>)h2", "$1" + driver.getFileName());
        });
        return home.server(directory, port, managementPort);
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

    @Override
    public String administer(int managementPort, String command) {
        return new WildFlyHome(PREPARED.resolve("home")).cli(managementPort, command);
    }

    /** Somebody who may use the management console of a server in a directory. */
    static void addUser(Path directory, String name, String password) {
        new WildFlyHome(PREPARED.resolve("home")).addUser(directory.resolve("configuration"), name, password);
    }

    private static void deploy(Path archive, Path deployments) {
        try {
            Files.createDirectories(deployments);
            Files.copy(archive, deployments.resolve(archive.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void prepare() throws IOException {
        Path secrets = PREPARED.resolve("secrets");
        Files.writeString(secrets, "passport.database-password=" + TestDatabase.PASSWORD + "\n");
        WildFlyHome.stock(PREPARED.resolve("home"))
                .script(
                        "install.sh",
                        "--eclipselink",
                        ECLIPSELINK.toString(),
                        "--database",
                        "h2",
                        "--url",
                        "${env.PASSPORT_DB_URL}",
                        "--secrets",
                        secrets.toString());
    }
}
