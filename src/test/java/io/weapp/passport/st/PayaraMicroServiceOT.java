package io.weapp.passport.st;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The systemd of this machine runs the operator's unit, installed by the commands of its README, on PostgreSQL. */
class PayaraMicroServiceOT {
    private static final Path CONFIGURATION = Path.of("server-config", "payara-micro");
    private static final Path DIRECTORY =
            TestFork.directory().resolve("payara-micro-service").toAbsolutePath();
    private static final Path STAGE = DIRECTORY.resolve("stage");
    private static final Path BOOT = Path.of("src", "test", "resources", "st", "systemd.sh");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final int port = TestFork.freePort();
    private final URI base = URI.create("http://localhost:" + port);
    private final LoginSystem login = new LoginSystem(base);
    private Process namespaces;

    @BeforeEach
    void boot() throws IOException {
        assumeThat(System.getProperty("user.name")).as("whoever boots systemd").isEqualTo("root");
        assumeThat(Path.of("/lib/systemd/systemd")).exists();
        assumeThat(Path.of("/usr/bin/java")).as("where a unit finds Java").isExecutable();
        assumeThat(mayUnshare()).as("this machine lets root have namespaces").isTrue();
        Directories.createEmpty(DIRECTORY);
        stage();
        namespaces = unshare("bash", BOOT.toString(), STAGE.toString())
                .redirectErrorStream(true)
                .redirectOutput(DIRECTORY.resolve("systemd.log").toFile())
                .start();
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> systemctl("is-active", "basic.target").startsWith("active"));
    }

    @AfterEach
    void halt() throws IOException {
        if (namespaces == null) {
            return;
        }
        try {
            Files.writeString(
                    DIRECTORY.resolve("journal.log"),
                    inside("journalctl --no-pager --output=cat --unit=weapp-passport | tail -n 2000"));
        } finally {
            namespaces.destroyForcibly();
        }
    }

    @Test
    @DisplayName("starts, starts again and comes back after a crash, and users stay logged in")
    void runsAsAService() throws IOException {
        inside(asAService());
        LoginSystem.LoggedIn alice = login.loggedIn("alice");

        systemctl("restart", "weapp-passport");
        assertThat(login.lets(alice)).isTrue();

        systemctl("kill", "--signal=KILL", "weapp-passport");
        await().atMost(PATIENCE).ignoreExceptions().until(() -> login.lets(alice));
        assertThat(systemctl("show", "--property=NRestarts", "weapp-passport"))
                .isEqualToIgnoringNewLines("NRestarts=1");

        systemctl("stop", "weapp-passport");
        assertThat(PassportServer.answers(base)).isFalse();
        assertThat(systemctl("show", "--property=Result", "weapp-passport"))
                .isEqualToIgnoringNewLines("Result=success");
    }

    /** Its death ends systemd, and with it whatever runs in the namespaces. */
    private static ProcessBuilder unshare(String... command) {
        List<String> words = new ArrayList<>(List.of(
                "unshare", "--kill-child", "--fork", "--pid", "--mount", "--cgroup", "--ipc", "--uts", "--mount-proc"));
        words.addAll(List.of(command));
        return new ProcessBuilder(words);
    }

    private static boolean mayUnshare() {
        try {
            Commands.run(unshare("true"));
            return true;
        } catch (IllegalStateException refused) {
            return false;
        }
    }

    private void stage() throws IOException {
        Directories.copy(CONFIGURATION, STAGE);
        Directories.copyInto(STAGE, Path.of("target", "servers", "payara-micro.jar"));
        Directories.copyInto(STAGE, ServerKind.WAR);
        Files.copy(TestDatabase.POSTGRESQL.driver().orElseThrow(), STAGE.resolve("postgresql.jar"));
        Map<String, String> settings = new HashMap<>(TestBed.settings());
        settings.remove("PASSPORT_MASTER_KEY");
        settings.put("PASSPORT_ISSUER", base.toString());
        settings.put("PASSPORT_DB_URL", TestDatabase.POSTGRESQL.empty(DIRECTORY));
        settings.put("PAYARA_MICRO_PORT", String.valueOf(port));
        settings.put("PAYARA_MICRO_SELF_PORT", String.valueOf(TestFork.freePort()));
        // The last word on a variable counts.
        Files.write(
                STAGE.resolve("passport.env"),
                settings.entrySet().stream().map(Map.Entry::toString).toList(),
                StandardOpenOption.APPEND);
    }

    /** The README's block of commands. */
    private static String asAService() throws IOException {
        List<String> lines = Files.readAllLines(CONFIGURATION.resolve("README.md"));
        return lines.subList(lines.indexOf("As a service, with PostgreSQL:") + 2, lines.size()).stream()
                .takeWhile(line -> line.startsWith("    "))
                .collect(joining("\n"));
    }

    private String systemctl(String... arguments) {
        return inside("systemctl " + String.join(" ", arguments));
    }

    private String inside(String commands) {
        ProcessHandle systemd = namespaces.children().findFirst().orElseThrow();
        ProcessBuilder shell = new ProcessBuilder(
                "nsenter",
                "--all",
                "--target",
                String.valueOf(systemd.pid()),
                "bash",
                "-euc",
                "cd /run/stage\n" + commands);
        shell.environment().put("databasePassword", TestDatabase.PASSWORD);
        return Commands.run(shell);
    }
}
