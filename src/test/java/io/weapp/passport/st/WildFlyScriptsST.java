package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.weapp.passport.wechatsim.WechatSimulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** From the stock zip of WildFly to a first login, changed settings and the undo, by the operator's scripts alone. */
@TestMethodOrder(OrderAnnotation.class)
class WildFlyScriptsST {
    private static final Path DIRECTORY = TestFork.directory().resolve("wildfly-scripts");
    private static final String SOURCE = "/subsystem=microprofile-config-smallrye/config-source=passport";

    /** Whatever a password may hold survives the shell, the command line of WildFly and its XML. */
    private static final String OPERATOR_PASSWORD = "p$w\"o\\r'd= {x} #;,<&>é";

    private static final Duration RELOADED = Duration.ofMinutes(2);

    private static final int PORT = TestFork.freePort();
    private static final int MANAGEMENT_PORT = TestFork.freePort();

    private static WildFlyHome home;
    private static String stock;
    private static String databaseUrl;
    private static @Nullable ServerProcess server;

    private final LoginSystem login = new LoginSystem(URI.create("http://localhost:" + PORT));
    private final LoginSystem management = new LoginSystem(URI.create("http://localhost:" + MANAGEMENT_PORT));

    @BeforeAll
    static void unpack() throws IOException {
        assumeThat(ServerKind.ofThisRun())
                .as("the scripts are those of WildFly")
                .isInstanceOf(WildFly.class);
        home = WildFlyHome.stock(DIRECTORY.resolve("home"));
        stock = home.xml();
        databaseUrl = TestDatabase.ofThisRun().empty(DIRECTORY);
        OperatorsFiles files = new OperatorsFiles("wildfly");
        files.writeSettings(
                DIRECTORY.resolve("settings"),
                Map.of("passport.issuer", "http://localhost:" + PORT, "passport.self", "http://localhost:" + PORT));
        files.writeSecrets(DIRECTORY.resolve("secrets"), OPERATOR_PASSWORD);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.end(ProcessHandle::destroy);
        }
    }

    @Test
    @Order(1)
    @DisplayName("what is missing or misplaced is named, and nothing is changed")
    void mistakesChangeNothing() throws IOException {
        Path misplaced = Files.writeString(DIRECTORY.resolve("misplaced"), "passport.master-key=x\n");

        assertThatThrownBy(() ->
                        home.script("install.sh", "--eclipselink", WildFly.ECLIPSELINK.toString(), "--database", "h2"))
                .hasMessageContaining("passport.database-password is missing")
                .hasMessageContaining("Nothing has been changed");
        assertThatThrownBy(() -> install("--settings", misplaced.toString()))
                .hasMessageContaining("passport.master-key=")
                .hasMessageContaining("Nothing has been changed")
                .hasMessageNotContaining("passport.master-key=x");
        Path resolved = Files.writeString(
                DIRECTORY.resolve("resolved"), "passport.database-password=p\npassport.master-key=${env.HOME}\n");
        assertThatThrownBy(() -> install("--secrets", resolved.toString()))
                .hasMessageContaining("passport.master-key\nThese secrets hold ${")
                .hasMessageNotContaining("env.HOME");

        assertThat(home.xml()).isEqualTo(stock);
        assertThat(home.modules().resolve("org")).doesNotExist();
    }

    @Test
    @Order(2)
    @DisplayName("a second run of the script changes nothing, and no secret can be read in the configuration")
    void secondRunChangesNothing() throws IOException {
        install();
        String once = home.xml();

        install();

        assertThat(home.xml()).isEqualTo(once);
        assertThat(once)
                .doesNotContain(TestBed.masterKey(), WechatSystem.DEMO_SECRET, "p$w")
                .contains("user-name=\"passport\" password=\"${ENC::passport:");
        assertThat(Files.getPosixFilePermissions(home.configuration().resolve("passport.cs")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    @Order(3)
    @DisplayName("the server gets ready, a user logs in, and so does the first operator")
    void firstLogin() {
        ProcessBuilder start = home.server(home.base(), PORT, MANAGEMENT_PORT);
        start.environment().keySet().removeIf(name -> name.startsWith("PASSPORT_"));
        ServerProcess started = new ServerProcess(start, DIRECTORY.resolve("server.log"));
        server = started;
        started.awaitReady(this::isReady, new WildFly()::refusedWar);

        LoginSystem.LoggedIn user = login.loggedIn("first-on-wildfly");

        assertThat(login.get("/api/v1/session", user.accessToken()).status()).isEqualTo(200);
        assertThat(AdminSystem.login(login, TestBed.OPERATOR, OPERATOR_PASSWORD).status())
                .isEqualTo(200);
    }

    @Test
    @Order(4)
    @DisplayName("console and command line show each setting, and no secret")
    void settingsAreShown() throws IOException {
        String shown = home.cli(MANAGEMENT_PORT, SOURCE + ":read-attribute(name=properties)");
        String secrets =
                home.cli(MANAGEMENT_PORT, "/system-property=*:read-attribute(name=value,resolve-expressions=true)");

        assertThat(new OperatorsFiles("wildfly").settingNames())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(shown).contains("\"" + name + "\" =>"));
        assertThat(secrets).contains("passport.master-key").doesNotContain(TestBed.masterKey());
    }

    @Test
    @Order(5)
    @DisplayName(
            "a lifetime, a limit and the address of WeChat are changed at once, by system properties of the running server")
    void settingsChangeAtOnce() {
        try (WechatSimulator other = WechatSimulator.start(0)) {
            home.cli(
                    MANAGEMENT_PORT,
                    property("passport.access-token.ttl") + ":add(value=PT9M)",
                    property("passport.rate.login") + ":add(value=2/PT1H)",
                    property("passport.wechat.url") + ":add(value=\"" + other.url() + "\")");

            assertChanged(other, Duration.ofMinutes(9));
        }

        home.cli(
                MANAGEMENT_PORT,
                property("passport.access-token.ttl") + ":remove",
                property("passport.rate.login") + ":remove",
                property("passport.wechat.url") + ":remove");

        Answer asBefore = login.login(TestBed.wechat().loginCodeOf("as-before"));
        assertThat(asBefore.status()).as(asBefore.body()).isEqualTo(200);
        assertThat(asBefore.json().getInt("expiresIn")).isEqualTo(1800);
    }

    @Test
    @Order(6)
    @DisplayName(
            "a lifetime, a limit and the address of WeChat are changed by a reload of the running server, without a redeploy")
    void settingsChange() {
        try (WechatSimulator other = WechatSimulator.start(0)) {
            home.cli(
                    MANAGEMENT_PORT,
                    set("passport.access-token.ttl", "PT7M"),
                    set("passport.rate.login", "2/PT1H"),
                    set("passport.wechat.url", other.url()),
                    "reload");
            await().atMost(RELOADED).ignoreExceptions().until(this::isReady);

            assertChanged(other, Duration.ofMinutes(7));
        }
    }

    @Test
    @Order(7)
    @DisplayName("the undo gives back the stock configuration, and a second one changes nothing")
    void undoLeavesNothing() {
        stop();

        home.script("uninstall.sh");

        assertThat(home.xml()).contains("passport.master-key").doesNotContain("java:/jdbc/passport");
        home.script("uninstall.sh", "--delete-secrets", "yes");
        assertThat(home.xml()).isEqualTo(stock);
        assertThat(home.modules().toFile().list()).containsExactly("system");
        assertThat(home.configuration().toFile().list()).noneMatch(name -> name.startsWith("passport"));
        home.script("uninstall.sh", "--delete-secrets", "yes");
        assertThat(home.xml()).isEqualTo(stock);
    }

    private static void install(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--eclipselink",
                WildFly.ECLIPSELINK.toString(),
                "--war",
                ServerKind.WAR.toAbsolutePath().toString(),
                "--database",
                TestDatabase.ofThisRun().name().toLowerCase(Locale.ROOT),
                "--url",
                databaseUrl,
                "--user",
                TestDatabase.USER,
                "--settings",
                DIRECTORY.resolve("settings").toString(),
                "--secrets",
                DIRECTORY.resolve("secrets").toString()));
        TestDatabase.ofThisRun().driver().ifPresent(jar -> arguments.addAll(List.of("--driver", jar.toString())));
        Collections.addAll(arguments, more);
        home.script("install.sh", arguments.toArray(String[]::new));
    }

    /** Two logins in an hour, at another WeChat. */
    private void assertChanged(WechatSimulator other, Duration lifetime) {
        WechatSystem wechat = new WechatSystem(URI.create(other.url()));
        Answer elsewhere = login.login(wechat.loginCodeOf("elsewhere"));
        assertThat(elsewhere.status()).as(elsewhere.body()).isEqualTo(200);
        assertThat(elsewhere.json().getInt("expiresIn")).isEqualTo(Math.toIntExact(lifetime.toSeconds()));
        assertThat(login.login("no-code").status()).isEqualTo(400);
        assertThat(login.login("no-code").status()).isEqualTo(429);
    }

    private static String property(String setting) {
        return "/system-property=" + setting;
    }

    private static String set(String name, String value) {
        return SOURCE + ":map-put(name=properties,key=" + name + ",value=\"" + value + "\")";
    }

    private boolean isReady() {
        try {
            return management.get("/health/ready").status() == 200
                    && login.get("/.well-known/jwks.json").status() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }
}
