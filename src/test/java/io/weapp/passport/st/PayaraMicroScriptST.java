package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Payara Micro as an operator runs it day after day: passport.sh in one directory, with the database that it makes there. */
@Tag("once")
class PayaraMicroScriptST {
    private static final Path DIRECTORY = TestFork.directory().resolve("payara-micro-script");

    private final int port = TestFork.freePort();
    private final URI base = URI.create("http://localhost:" + port);
    private final LoginSystem login = new LoginSystem(base);
    private final PayaraMicro kind = new PayaraMicro();
    private ProcessBuilder script;
    private ServerProcess server;

    @BeforeEach
    void start() {
        Directories.createEmpty(DIRECTORY);
        script = kind.process(DIRECTORY, port, TestFork.freePort(), TestDatabase.H2);
        script.environment().putAll(TestBed.settings());
        script.environment().remove("PASSPORT_DB_URL");
        server = started();
    }

    @AfterEach
    void stop() {
        server.end(ProcessHandle::destroyForcibly);
    }

    @Test
    @DisplayName("starts again after a crash, and users stay logged in; beside a running passport it refuses to start")
    void startsAgainButNotTwice() {
        LoginSystem.LoggedIn alice = login.loggedIn("alice");

        server.end(ProcessHandle::destroyForcibly);
        server = started();
        assertThat(login.lets(alice)).isTrue();

        assertThatThrownBy(() -> Commands.run(script)).hasMessageContaining("port " + port + " is taken");
        assertThat(DIRECTORY.resolve("payara-micro-" + port).resolve("config")).isNotEmptyDirectory();
        assertThat(login.lets(alice)).isTrue();
    }

    private ServerProcess started() {
        ServerProcess started = new ServerProcess(script, DIRECTORY.resolve("server.log"));
        started.awaitReady(() -> PassportServer.answers(base), kind::refusedWar);
        return started;
    }
}
