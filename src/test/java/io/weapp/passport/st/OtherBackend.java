package io.weapp.passport.st;

import io.weapp.passport.st.backend.BackendApplication;
import io.weapp.passport.st.backend.GreetingResource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Another backend on a Payara Micro of its own, configured with the very properties of our documentation. */
final class OtherBackend implements AutoCloseable {

    private static final Path DIRECTORY = TestFork.directory().resolve("other-backend");
    private static final Path DOCUMENTATION = Path.of("src", "site", "other-backends.md");
    private static final Path README = Path.of("README.md");
    private static final Pattern PROPERTIES = Pattern.compile("```properties\n(.*?)```", Pattern.DOTALL);

    private final ServerProcess process;
    private final int port;

    private OtherBackend(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it for the tokens of one issuer. */
    static OtherBackend start(URI issuer) {
        Directories.createEmpty(DIRECTORY);
        Path war = DIRECTORY.resolve("backend.war");
        ShrinkWrap.create(WebArchive.class)
                .addClasses(BackendApplication.class, GreetingResource.class)
                .addAsResource(new StringAsset(properties(issuer)), "META-INF/microprofile-config.properties")
                .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
                .as(ZipExporter.class)
                .exportTo(war.toFile());
        int port = TestFork.freePort();
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-jar",
                Path.of("target", "servers", "payara-micro.jar").toString(),
                "--nohazelcast",
                "--disablephonehome",
                "--port",
                String.valueOf(port),
                "--rootdir",
                DIRECTORY.resolve("root").toString(),
                "--contextroot",
                "/",
                "--deploy",
                war.toString());
        OtherBackend backend = new OtherBackend(new ServerProcess(command, DIRECTORY.resolve("server.log")), port);
        Runtime.getRuntime().addShutdownHook(new Thread(backend::close));
        backend.process.awaitReady(backend::answers, log -> log.contains("Exception while deploying"));
        return backend;
    }

    URI base() {
        return URI.create("http://localhost:" + port);
    }

    @Override
    public void close() {
        process.end(ProcessHandle::destroy);
    }

    private static String properties(URI issuer) {
        try {
            Matcher block = PROPERTIES.matcher(Files.readString(DOCUMENTATION));
            if (!block.find()) {
                throw new IllegalStateException("No properties in " + DOCUMENTATION);
            }
            if (!Files.readString(README).contains(block.group())) {
                throw new IllegalStateException("README.md shows other properties than " + DOCUMENTATION);
            }
            return block.group(1).replace("https://login.example.com", issuer.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() {
        try {
            HttpURLConnection probe =
                    (HttpURLConnection) base().resolve("/api/greeting").toURL().openConnection();
            return probe.getResponseCode() == HttpURLConnection.HTTP_UNAUTHORIZED;
        } catch (IOException notYet) {
            return false;
        }
    }
}
