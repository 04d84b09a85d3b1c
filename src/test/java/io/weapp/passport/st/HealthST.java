package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.h2.tools.Server;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HealthST {

    @Test
    @DisplayName("R13.1 R13.2 R13.3 a node that runs is started, alive and ready, and names what it looked at")
    void nodeIsAliveAndReady() {
        Answer answer = healthOf(TestBed.server());

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(checksIn(answer, "UP"))
                .contains("start", "weapp-passport", "database", "migrations", "revocation", "signing-keys", "wechat");
        assertThat(check(answer, "migrations").getJsonObject("data").getString("schemaVersion"))
                .matches("[1-9]\\d+");
    }

    @Test
    @DisplayName("R13.4 a WeChat that does not answer is told of, and the node stays ready")
    void wechatTroubleIsData() {
        LoginSystem login = LoginSystem.shared();
        NewApp app = NewApp.registered(AdminSystem.shared());
        app.wechat().lie(WechatSystem.CODE_TO_SESSION, 500, "text/plain", "", 1_000);

        LoginSystem.atOnce(12, () -> app.login(login, "health"));
        Answer answer = healthOf(TestBed.server());
        TestBed.wechat().heal();

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(check(answer, "wechat").getJsonObject("data").getString(app.appId() + " login"))
                .isEqualTo("open");
    }

    @Test
    @DisplayName("R13.1 a node that loses its database says so, refuses what it knows to have ended, and comes back")
    void databaseIsLostAndComesBack() throws SQLException {
        Server database = database("0");
        Map<String, String> settings = new HashMap<>(TestBed.settings());
        settings.put("PASSPORT_DB_URL", "jdbc:h2:" + database.getURL() + "/" + UUID.randomUUID());
        try (PassportServer server = PassportServer.start("health", settings)) {
            LoginSystem login = new LoginSystem(server.base());
            LoginSystem.LoggedIn ended = login.loggedIn("health");
            login.logout(ended.accessToken());
            LoginSystem.LoggedIn alive = login.loggedIn("health");

            database.stop();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> healthOf(server).status() == 503);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> checksIn(healthOf(server), "DOWN").equals(Set.of("database", "revocation")));
            Problems.assertProblem(login.get("/api/v1/me", ended.accessToken()), 401, "session_ended", "login");

            Server again = database(String.valueOf(database.getPort()));
            try {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> healthOf(server).status() == 200);
                assertThat(login.lets(alive)).isTrue();
            } finally {
                again.stop();
            }
        }
    }

    private static Server database(String port) throws SQLException {
        String directory =
                TestFork.directory().resolve("health-database").toAbsolutePath().toString();
        return Server.createTcpServer("-tcpPort", port, "-ifNotExists", "-baseDir", directory)
                .start();
    }

    private static Answer healthOf(PassportServer server) {
        URI health = server.health();
        return new LoginSystem(URI.create("http://" + health.getAuthority())).get(health.getPath());
    }

    private static JsonObject check(Answer health, String name) {
        return health.json().getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .filter(check -> check.getString("name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> checksIn(Answer health, String status) {
        return health.json().getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .filter(check -> check.getString("status").equals(status))
                .map(check -> check.getString("name"))
                .collect(Collectors.toSet());
    }
}
