package io.weapp.passport.st;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weapp.passport.st.OauthSystem.Client;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A real Prometheus that watches one server with the files that we ship, in a hurry. */
final class Prometheus implements AutoCloseable {

    static final Path SHIPPED = Path.of("server-config", "prometheus");

    private final ServerProcess process;
    private final LoginSystem http;

    private Prometheus(ServerProcess process, LoginSystem http) {
        this.process = process;
        this.http = http;
    }

    /** The client's secret comes in the file that the configuration names. */
    static Prometheus watching(PassportServer server, Client client, String name) {
        Path directory = TestFork.directory().resolve(name);
        Directories.createEmpty(directory);
        write(directory.resolve("prometheus.yml"), configuration(server, client));
        write(
                directory.resolve("passport-alerts.yml"),
                everywhere(shipped("passport-alerts.yml"), "for: \\d+m", "for: 1s"));
        write(directory.resolve("passport-client-secret"), client.secret() + "\n");
        int port = TestFork.freePort();
        ProcessBuilder command = new ProcessBuilder(
                "prometheus",
                "--config.file=" + directory.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + directory.resolve("data"),
                "--web.listen-address=localhost:" + port);
        ServerProcess process = new ServerProcess(command, TestFork.directory().resolve(name + ".log"));
        LoginSystem http = new LoginSystem(URI.create("http://localhost:" + port));
        process.awaitReady(() -> ready(http), log -> false);
        return new Prometheus(process, http);
    }

    static String shipped(String file) {
        try {
            return Files.readString(SHIPPED.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Prometheus thinks of the node it scrapes: {@code up}, {@code down} or {@code unknown}. */
    JsonObject target() {
        return ask("/api/v1/targets").getJsonArray("activeTargets").getJsonObject(0);
    }

    /** The shipped rules as Prometheus understands them, each with its alerts that are pending or firing. */
    List<JsonObject> rules() {
        return ask("/api/v1/rules").getJsonArray("groups").getValuesAs(JsonObject.class).stream()
                .flatMap(group -> group.getJsonArray("rules").getValuesAs(JsonObject.class).stream())
                .toList();
    }

    /** {@code inactive}, {@code pending} or {@code firing}. */
    String stateOf(String alert) {
        return rules().stream()
                .filter(rule -> rule.getString("name").equals(alert))
                .findFirst()
                .orElseThrow()
                .getString("state");
    }

    /** The result of a query; it must be one that Prometheus understands. */
    List<JsonObject> query(String promql) {
        return ask("/api/v1/query?query=" + URLEncoder.encode(promql, UTF_8))
                .getJsonArray("result")
                .getValuesAs(JsonObject.class);
    }

    @Override
    public void close() {
        process.end(ProcessHandle::destroy);
    }

    private static String configuration(PassportServer server, Client client) {
        String text = shipped("prometheus.yml");
        text = everywhere(text, "(scrape|evaluation)_interval: 15s", "$1_interval: 1s");
        text = everywhere(text, "client_id: .*", "client_id: " + client.id());
        text = everywhere(text, "token_url: .*", "token_url: " + server.base() + "/oauth/token");
        text = everywhere(text, "passport-1.example.com:8080", server.base().getAuthority());
        return everywhere(text, "\n *- passport-2.example.com:8080", "");
    }

    private static String everywhere(String text, String pattern, String replacement) {
        assertThat(text).containsPattern(pattern);
        return Pattern.compile(pattern).matcher(text).replaceAll(replacement);
    }

    private JsonObject ask(String path) {
        Answer answer = http.get(path);
        assertThat(answer.status()).as(path + ": " + answer.body()).isEqualTo(200);
        return answer.json().getJsonObject("data");
    }

    /** Only with a target it has taken the configuration in. */
    private static boolean ready(LoginSystem http) {
        try {
            return http.get("/api/v1/targets").body().contains("\"scrapePool\"");
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
