package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weapp.passport.st.LoginSystem.LoggedIn;
import jakarta.json.JsonObject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName(
        "R9.5, R1.4 a database that is stopped, killed or hangs under load costs no acknowledged change and no wrong answer")
@Tag("once-on-payara")
class LostDatabaseST {

    private static final Duration RECOVERY = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /** A wait for a connection, then one for its answer; with some air for a busy machine. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(30);

    private static final int CLIENTS = 6;

    @Test
    void postgresql() throws InterruptedException {
        check("lost-postgresql", StoppableDatabase::postgresql);
    }

    @Test
    void mariadb() throws InterruptedException {
        check("lost-mariadb", StoppableDatabase::mariadb);
    }

    private static void check(String name, Function<Path, StoppableDatabase> kind) throws InterruptedException {
        Path directory = TestFork.directory().resolve(name + "-data");
        Directories.createEmpty(directory);
        try (StoppableDatabase database = kind.apply(directory);
                Bottleneck way = new Bottleneck(database.port())) {
            Map<String, String> settings = new HashMap<>(TestBed.settings());
            settings.put("PASSPORT_DB_URL", database.url(way.port()));
            try (PassportServer server = PassportServer.start(name, settings)) {
                LoginSystem login = new LoginSystem(server.base());
                Crowd crowd = new Crowd(login, CLIENTS);
                try (crowd) {
                    survive(server, "stopped", database::stop, database::start);
                    survive(server, "killed", database::kill, database::start);
                    survive(server, "hanging", way::block, way::unblock);
                }
                assertThat(crowd.refusals())
                        .isNotEmpty()
                        .allSatisfy(answer -> Problems.assertRetryLater(answer, 503, "starting"));
                assertThat(crowd.slowest()).isLessThan(LONGEST_ANSWER.toMillis());
                assertThat(crowd.acknowledged()).hasSizeGreaterThan(CLIENTS).allSatisfy(each -> {
                    LoggedIn again = login.refreshed(each.user());
                    assertThat(again.userId()).isEqualTo(each.user().userId());
                    assertThat(again.answer().json().getJsonObject("user").getString("nickname"))
                            .isEqualTo(each.nickname());
                });
                System.out.println(name + ": " + crowd.acknowledged().size() + " acknowledged, "
                        + crowd.refusals().size() + " refused, slowest " + crowd.slowest() + " ms");
            }
        }
    }

    private static void survive(PassportServer server, String how, Runnable lose, Runnable giveBack) {
        LoginSystem login = new LoginSystem(server.base());
        LoggedIn ended = login.loggedIn("lost");
        login.logout(ended.accessToken());
        LoggedIn alive = login.loggedIn("lost");

        lose.run();

        await().atMost(PATIENCE).until(() -> readiness(server).status() == 503);
        assertThat(readiness(server).json().getJsonArray("checks").getValuesAs(JsonObject.class))
                .as(how)
                .anyMatch(check -> check.getString("name").matches("database|revocation")
                        && check.getString("status").equals("DOWN")
                        && check.getJsonObject("data").containsKey("reason"));
        Problems.assertProblem(login.get("/api/v1/session", ended.accessToken()), 401, "session_ended", "login");
        Problems.assertRetryLater(login.get("/api/v1/session", alive.accessToken()), 503, "starting");
        assertThat(login.get("/.well-known/jwks.json").status()).isEqualTo(200);

        giveBack.run();

        long back = System.nanoTime();
        await().atMost(RECOVERY)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> login.lets(alive) && readiness(server).status() == 200);
        System.out.println(how + ": works again after " + (System.nanoTime() - back) / 1_000_000 + " ms");
        login.loggedIn("lost");
    }

    private static Answer readiness(PassportServer server) {
        URI health = server.health();
        return new LoginSystem(URI.create("http://" + health.getAuthority())).get(health.getPath() + "/ready");
    }
}
