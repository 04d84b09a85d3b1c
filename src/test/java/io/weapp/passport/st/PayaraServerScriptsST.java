package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.weapp.passport.wechatsim.WechatSimulator;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** From the stock zip of Payara Server to a first login, a changed setting and the undo, by the operator's scripts alone. */
@TestMethodOrder(OrderAnnotation.class)
class PayaraServerScriptsST {
    private static final Path DIRECTORY = TestFork.directory().resolve("payara-server-scripts");
    private static final Path WAR = ServerKind.WAR;

    /** The config cache of 5 seconds, and an asadmin on a busy machine. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final int PORT = TestFork.freePort();
    private static final int ADMIN_PORT = TestFork.freePort();
    private static final int SELF_PORT = TestFork.freePort();
    private static final URI BASE = URI.create("http://localhost:" + PORT);

    private static PayaraDomain domain;
    private static String databaseUrl;

    private final LoginSystem login = new LoginSystem(BASE);

    @BeforeAll
    static void start() throws IOException {
        assumeThat(ServerKind.ofThisRun())
                .as("the scripts are those of Payara Server")
                .isInstanceOf(PayaraServer.class);
        domain = PayaraDomain.stock(DIRECTORY, PORT, ADMIN_PORT);
        databaseUrl = TestDatabase.ofThisRun().empty(DIRECTORY);
        domain.start(Map.of());
        OperatorsFiles files = new OperatorsFiles("payara");
        files.writeSettings(DIRECTORY.resolve("settings"), Map.of("passport.issuer", BASE.toString()));
        files.writeSecrets(DIRECTORY.resolve("secrets"), TestBed.operatorPassword());
    }

    @AfterAll
    static void stop() {
        if (domain != null) {
            domain.stop();
        }
    }

    @Test
    @Order(1)
    @DisplayName("what is missing or misplaced is named, and nothing is changed")
    void mistakesChangeNothing() throws IOException {
        String before = domain.configuration();
        Path misplaced = DIRECTORY.resolve("misplaced");
        Files.writeString(misplaced, "passport.master-key=x\n");

        assertThatThrownBy(() -> domain.script("install.sh", "--war", WAR.toString(), "--database", "h2"))
                .hasMessageContaining("passport.database-password is missing")
                .hasMessageContaining("Nothing has been changed");
        assertThatThrownBy(() -> install("--settings", misplaced.toString()))
                .hasMessageContaining("passport.master-key=")
                .hasMessageContaining("Nothing has been changed")
                .hasMessageNotContaining("passport.master-key=x");

        assertThat(domain.configuration()).isEqualTo(before);
    }

    @Test
    @Order(2)
    @DisplayName("one run of the script makes a stock domain ready, a second one changes nothing")
    void secondRunChangesNothing() {
        install();
        String once = domain.configuration();
        assertThat(login.get("/health/ready").status()).isEqualTo(200);

        install();

        assertThat(domain.configuration()).isEqualTo(once);
    }

    @Test
    @Order(3)
    @DisplayName("a user logs in, and the token is good")
    void firstLogin() {
        LoginSystem.LoggedIn user = login.loggedIn("first-on-payara-server");

        assertThat(login.get("/api/v1/session", user.accessToken()).status()).isEqualTo(200);
    }

    @Test
    @Order(4)
    @DisplayName("the admin console lists each setting, and no secret")
    void consoleListsSettings() throws IOException {
        Set<String> shown = consoleProperties();

        assertThat(shown)
                .containsAll(new OperatorsFiles("payara").settingNames())
                .contains("passport.self");
        assertThat(domain.configuration())
                .doesNotContain(TestBed.masterKey(), WechatSystem.DEMO_SECRET, TestBed.operatorPassword());
    }

    @Test
    @Order(5)
    @DisplayName("a lifetime, a limit and the address of WeChat change while the server runs")
    void settingsChange() {
        set("passport.access-token.ttl", "PT7M");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                login.loggedIn("changing").answer().json().getInt("expiresIn"))
                        .isEqualTo(420));

        try (WechatSimulator other = WechatSimulator.start(0)) {
            set("passport.wechat.url", other.url());
            WechatSystem wechat = new WechatSystem(URI.create(other.url()));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(
                                    login.login(wechat.loginCodeOf("elsewhere")).status())
                            .isEqualTo(200));
            set("passport.wechat.url", TestBed.simulator().url());
        }

        set("passport.rate.login", "1/PT1H");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(login.login("no-code").status()).isEqualTo(429));
    }

    @Test
    @Order(6)
    @DisplayName("Payara's own monitoring of JMX shows our beans")
    void monitoringShowsBeans() {
        String active = "attributeName=Active objectName=io.weapp.passport:type=Sessions";
        domain.command("set-log-notifier-configuration", "--enabled=true", "--dynamic=true", "--filter=INFO");
        domain.command(
                "set-jmx-monitoring-configuration",
                "--enabled=true",
                "--dynamic=true",
                "--logfrequency=2",
                "--logfrequencyunit=SECONDS",
                "--addattribute",
                active);

        Path log = domain.directory().resolve("logs").resolve("server.log");
        await().atMost(Duration.ofMinutes(1))
                .until(() -> Files.readString(log).contains("JMX-MONITORING:MBean Attributes: Active="));

        domain.command(
                "set-jmx-monitoring-configuration", "--enabled=false", "--dynamic=true", "--delattribute", active);
    }

    @Test
    @Order(7)
    @DisplayName("the undo leaves nothing of ours, and a second one is none")
    void undoLeavesNothing() {
        String driver = TestDatabase.ofThisRun()
                .driver()
                .map(jar -> jar.getFileName().toString())
                .orElse("none");

        domain.script("uninstall.sh", "--driver", driver, "--delete-secrets", "yes");

        assertThat(domain.configuration()).doesNotContain("passport");
        assertThat(domain.command("list-password-aliases")).doesNotContain("passport");
        assertThat(domain.directory().resolve("lib").resolve(driver)).doesNotExist();
        String once = domain.configuration();
        domain.script("uninstall.sh");
        assertThat(domain.configuration()).isEqualTo(once);
    }

    private static void install(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--war",
                WAR.toAbsolutePath().toString(),
                "--database",
                TestDatabase.ofThisRun().name().toLowerCase(Locale.ROOT),
                "--url",
                databaseUrl,
                "--user",
                TestDatabase.USER,
                "--settings",
                DIRECTORY.resolve("settings").toString(),
                "--secrets",
                DIRECTORY.resolve("secrets").toString(),
                "--self-port",
                String.valueOf(SELF_PORT)));
        TestDatabase.ofThisRun().driver().ifPresent(jar -> arguments.addAll(List.of("--driver", jar.toString())));
        Collections.addAll(arguments, more);
        domain.script("install.sh", arguments.toArray(String[]::new));
    }

    private static void set(String name, String value) {
        domain.command("set-config-property", "--source", "domain", "--propertyname", name, "--propertyvalue", value);
    }

    /** What the console's page "MicroProfile Config, Properties" asks for, and how it picks from it. */
    private static Set<String> consoleProperties() {
        LoginSystem admin = new LoginSystem(URI.create("http://localhost:" + ADMIN_PORT));
        JsonObject answer = admin.get("/management/domain/property.json").json();
        return answer.getJsonObject("extraProperties").getJsonArray("properties").stream()
                .map(property -> property.asJsonObject().getString("name"))
                .filter(name -> name.startsWith("payara.microprofile."))
                .map(name -> name.substring("payara.microprofile.".length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
