package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * What an administrator sees in the console of the server itself. Each page is left as a picture in {@code target/consoles}; those in
 * {@code src/site/images} are copies, renewed by hand when a page has changed.
 */
@DisplayName("the servers' own consoles show our pool, our settings and our deployment")
class ConsolesOT {

    private static final Path PICTURES = Path.of("target", "consoles");
    private static final Path CHROMEDRIVER = Path.of("/usr/bin/chromedriver");

    /** Payara loads its console when somebody first asks for it. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final String SETTING = "passport.access-token.ttl";

    @Test
    @DisplayName("Payara Server's admin console")
    void payaraServer() {
        Path directory = TestFork.directory().resolve("console-payara");
        Directories.createEmpty(directory);
        try (PassportServer server =
                PassportServer.start(new PayaraServer(), directory, TestFork.freePort(), TestBed.settings())) {
            server.administer(
                    "set-config-property --source domain --propertyname " + SETTING + " --propertyvalue PT10M");
            try (Browser browser = new Browser(server.console())) {
                browser.open("/", "Common Tasks");
                browser.picture("payara-pool", "/jdbc/jdbcConnectionPoolEdit.jsf?name=passport", "JdbcDataSource");
                browser.picture(
                        "payara-settings",
                        "/microprofile/microprofile/specs/configAPI/propertyConfiguration.jsf?source=domain&configName=server-config",
                        SETTING);
                browser.picture("payara-deployment", "/common/applications/applications.jsf", "weapp-passport");
            }
        }
    }

    @Test
    @DisplayName("WildFly's management console")
    void wildfly() {
        Path directory = TestFork.directory().resolve("console-wildfly");
        Directories.createEmpty(directory);
        WildFly kind = new WildFly();
        try (PassportServer server = PassportServer.start(kind, directory, TestFork.freePort(), TestBed.settings())) {
            String password = TestBed.randomKey();
            WildFly.addUser(directory.resolve(kind.name()), "operator", password);
            try (Browser browser = new Browser(server.console())) {
                browser.logIn("operator", password, "/management");
                browser.open("/console/index.html", "Deployments");
                browser.picture(
                        "wildfly-pool",
                        "/console/index.html#data-source-configuration;name=passport",
                        "java:/jdbc/passport");
                browser.open("/console/index.html#micro-profile-config", "passport");
                browser.click("//td[normalize-space()='passport']");
                browser.picture("wildfly-settings", SETTING);
                browser.open("/console/index.html#deployments", "weapp-passport.war");
                browser.click("//span[normalize-space()='weapp-passport.war']");
                browser.picture("wildfly-deployment", "is enabled and active");
            }
        }
    }

    /** Chromium without a window. */
    private static final class Browser implements AutoCloseable {
        private final URI base;
        private final ChromeDriver chromium;

        Browser(URI base) {
            this.base = base;
            this.chromium = new ChromeDriver(
                    new ChromeDriverService.Builder()
                            .usingDriverExecutable(CHROMEDRIVER.toFile())
                            .build(),
                    new ChromeOptions()
                            .addArguments(
                                    "--headless=new",
                                    "--no-sandbox",
                                    "--disable-gpu",
                                    "--disable-quic",
                                    "--no-first-run",
                                    "--disable-background-networking",
                                    "--disable-component-update",
                                    "--disable-sync",
                                    "--window-size=1280,1100"));
        }

        /** The browser remembers name and password for all that follows. */
        void logIn(String name, String password, String path) {
            String secret = URLEncoder.encode(password, StandardCharsets.UTF_8);
            chromium.get("http://" + name + ":" + secret + "@" + base.getAuthority() + path);
        }

        void open(String page, String awaited) {
            chromium.get(base + page);
            shows(awaited);
        }

        void click(String xpath) {
            await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                chromium.findElement(By.xpath(xpath)).click();
                return true;
            });
        }

        void picture(String name, String page, String awaited) {
            open(page, awaited);
            picture(name, awaited);
        }

        void picture(String name, String awaited) {
            shows(awaited);
            assertThat(chromium.getPageSource())
                    .doesNotContain(TestBed.masterKey(), TestBed.operatorPassword(), WechatSystem.DEMO_SECRET);
            try {
                Files.createDirectories(PICTURES);
                File taken = chromium.getScreenshotAs(OutputType.FILE);
                Files.move(taken.toPath(), PICTURES.resolve(name + ".png"), StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void shows(String awaited) {
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> chromium.getPageSource().contains(awaited));
        }

        @Override
        public void close() {
            chromium.quit();
        }
    }
}
