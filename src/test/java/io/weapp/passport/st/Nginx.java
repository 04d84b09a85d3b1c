package io.weapp.passport.st;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The nginx of this machine with the configuration that operators get, on ports of its own. */
public final class Nginx implements AutoCloseable {

    private static final Path CONFIGURATION = Path.of("server-config", "nginx");
    private static final String MAIN = """
            user root;
            worker_processes 2;
            daemon off;
            pid %1$s/nginx.pid;
            error_log %1$s/error.log;
            events {}
            http { include %1$s/passport.conf; }
            """;

    private final Path directory;
    private final int http = TestFork.freePort();
    private final int https = TestFork.freePort();
    private final Process process;

    private Nginx(Path directory, List<PassportServer> nodes, boolean patient) throws IOException {
        this.directory = directory.toAbsolutePath();
        Directories.createEmpty(this.directory);
        try (Stream<Path> files = Files.list(CONFIGURATION)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".conf")).toList()) {
                Files.writeString(this.directory.resolve(file.getFileName()), adapted(Files.readString(file), patient));
            }
        }
        Files.writeString(
                this.directory.resolve("nodes.conf"),
                nodes.stream()
                        .map(node -> "server " + address(node) + " max_fails=1 fail_timeout=2s;\n")
                        .collect(Collectors.joining()));
        Files.writeString(this.directory.resolve("nginx.conf"), MAIN.formatted(this.directory));
        run(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost",
                "-keyout",
                "key.pem",
                "-out",
                "certificate.pem");
        run("nginx", "-t", "-c", this.directory.resolve("nginx.conf").toString());
        this.process = command(
                        "nginx", "-c", this.directory.resolve("nginx.conf").toString())
                .redirectOutput(this.directory.resolve("nginx.out").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    /** In front of these nodes, with its rate limits as they are; this machine is no operator's. */
    static Nginx start(Path directory, PassportServer... nodes) {
        return start(directory, List.of(nodes), false);
    }

    /** In front of these nodes, with rate limits that one machine alone does not reach. */
    public static Nginx startPatient(Path directory, PassportServer... nodes) {
        return start(directory, List.of(nodes), true);
    }

    private static Nginx start(Path directory, List<PassportServer> nodes, boolean patient) {
        try {
            return new Nginx(directory, nodes, patient);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI base() {
        return URI.create("https://localhost:" + https);
    }

    URI plain() {
        return URI.create("http://localhost:" + http);
    }

    static String address(PassportServer node) {
        return "127.0.0.1:" + node.base().getPort();
    }

    /** Trusts the certificate of this nginx, and nothing else. */
    public SSLContext trust() {
        try (var certificate = Files.newInputStream(directory.resolve("certificate.pem"))) {
            KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
            known.load(null, null);
            known.setCertificateEntry(
                    "nginx", CertificateFactory.getInstance("X.509").generateCertificate(certificate));
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(known);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What an operator does with roll.sh; gives what it prints, and fails if it fails. */
    String roll(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add("bash");
        command.add(CONFIGURATION.resolve("roll.sh").toAbsolutePath().toString());
        command.addAll(List.of(arguments));
        try {
            return run(command.toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String adapted(String configuration, boolean patient) {
        String adapted = configuration
                .replace("listen 80;", "listen 127.0.0.1:" + http + ";")
                .replace("listen 443 ", "listen 127.0.0.1:" + https + " ")
                .replace("login.example.com", "localhost")
                .replace("/etc/nginx/passport/", directory + "/")
                .replace("/var/log/nginx/", directory + "/");
        return patient
                ? adapted.replaceAll("rate=\\d+r/s", "rate=10000r/s").replaceAll("burst=\\d+", "burst=10000")
                : adapted.replace("allow 127.0.0.1;", "");
    }

    private String run(String... command) throws IOException {
        Process running = command(command).start();
        String printed = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (running.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + printed);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return printed;
    }

    private ProcessBuilder command(String... command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment()
                .put("PASSPORT_NODES", directory.resolve("nodes.conf").toString());
        builder.environment().put("ROLL_NGINX", "nginx -c " + directory.resolve("nginx.conf"));
        builder.environment()
                .put("ROLL_NGINX_PID", directory.resolve("nginx.pid").toString());
        return builder;
    }
}
