package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a server of its own: three logins per address and hour, five per app and hour, behind a trusted proxy. */
@Tag("once-on-payara")
class RateLimitST {

    private static final PassportServer SERVER = PassportServer.start(
            "limits",
            with(Map.of(
                    "PASSPORT_RATE_LOGIN", "3/PT1H",
                    "PASSPORT_RATE_APP_LOGIN", "5/PT1H",
                    "PASSPORT_TRUSTED_PROXIES", "127.0.0.0/8, ::1")));

    private final LoginSystem login = new LoginSystem(SERVER.base());
    private final WechatSystem wechat = TestBed.wechat();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    @DisplayName("R19.1 who logs in too often is told how long to wait, and nobody else")
    void fourthLoginMustWait() {
        for (int i = 0; i < 3; i++) {
            assertThat(loginOfUnknownApp("198.51.100.1").status()).isEqualTo(400);
        }

        Answer fourth = loginOfUnknownApp("198.51.100.1");

        Problems.assertRetryLater(fourth, 429, "rate_limited");
        assertThat(Integer.parseInt(fourth.header("Retry-After"))).isBetween(1, 1200);
        assertThat(loginOfUnknownApp("198.51.100.2").status()).isEqualTo(400);
    }

    @Test
    @DisplayName("R19.1 the limit holds before the body is read and before WeChat is asked")
    void limitHoldsFirst() {
        String code = wechat.loginCodeOf("limited");
        useUp("198.51.100.10");
        long asked = wechat.calls(WechatSystem.CODE_TO_SESSION).total();

        assertThat(login.login(code, from("198.51.100.10")).status()).isEqualTo(429);
        assertThat(login.post("/api/v1/login", "no JSON at all", from("198.51.100.10"))
                        .status())
                .isEqualTo(429);

        assertThat(wechat.calls(WechatSystem.CODE_TO_SESSION).total()).isEqualTo(asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/login/",
                "/api/v1/login;a=b",
                "/api/v1;a=b/login",
                "/api/v1/%6Cogin",
                "/api/v1//login",
                "/api/v1/./login",
                "/api//v1/login",
                "/api/v1/login?a=b"
            })
    @DisplayName("R19.1 no spelling of the path gets around the limit")
    void spellingsAreLimited(String path) {
        useUp("198.51.100.20");

        assertThat(login.post(path, "{}", from("198.51.100.20")).status()).isIn(404, 400, 429);
        assertThat(login.post(path, "no JSON at all", from("198.51.100.20")).body())
                .doesNotContain("invalid_request");
    }

    @Test
    @DisplayName("R19.1 an old token does not get around the limit")
    void oldTokenIsLimited() {
        useUp("198.51.100.30");
        Map<String, String> headers = new HashMap<>(from("198.51.100.30"));
        headers.put("Authorization", "Bearer old");

        Problems.assertRetryLater(login.post("/api/v1/login", "{}", headers), 429, "rate_limited");
    }

    @Test
    @DisplayName("R18.1 what a client writes into X-Forwarded-For does not get around the limit")
    void spoofedAddressIsLimited() {
        useUp("198.51.100.40");

        Problems.assertRetryLater(loginOfUnknownApp("203.0.113.1, 198.51.100.40"), 429, "rate_limited");
        Problems.assertRetryLater(loginOfUnknownApp("127.0.0.1, 198.51.100.40, 127.0.0.9"), 429, "rate_limited");
    }

    @Test
    @DisplayName("R18.4 a client does not get around the limit with another address of its own network")
    void ipv6NeighbourIsLimited() {
        useUp("2001:db8:1:2::1");

        Problems.assertRetryLater(loginOfUnknownApp("2001:db8:1:2:3:4:5:6"), 429, "rate_limited");
        assertThat(loginOfUnknownApp("2001:db8:1:3::1").status()).isEqualTo(400);
    }

    @Test
    @DisplayName("R19.1, R25.1 all users of an app together are limited too; refused requests are counted")
    void appIsLimited() {
        for (int i = 0; i < 5; i++) {
            String code = wechat.loginCodeOf("limited-" + i);
            assertThat(login.login(code, from("198.51.100.5" + i)).status()).isEqualTo(200);
        }

        Answer sixth = login.login(wechat.loginCodeOf("limited-6"), from("198.51.100.59"));

        Problems.assertRetryLater(sixth, 429, "rate_limited");
        assertThat(login.get("/api/v1/metrics", new Staff(SERVER).serviceToken("metrics:read"))
                        .body())
                .containsPattern("passport_rate_limited_total\\{limit=\"app-login\"} [1-9]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PASSPORT_RATE_LOGIN", "PASSPORT_TRUSTED_PROXIES"})
    @DisplayName("R9.3 a malformed setting refuses the start and is named")
    void malformedSettingRefusesTheStart(String name) {
        assertThatThrownBy(() -> PassportServer.start("malformed", with(Map.of(name, "sixty a minute")))
                        .close())
                .hasMessageContaining(name.toLowerCase(Locale.ROOT)
                        .replace("passport_", "passport.")
                        .replace("rate_", "rate.")
                        .replace('_', '-'))
                .hasMessageContaining("sixty a minute");
    }

    private void useUp(String address) {
        for (int i = 0; i < 3; i++) {
            loginOfUnknownApp(address);
        }
    }

    /** Does not count for any app. */
    private Answer loginOfUnknownApp(String address) {
        return login.login("wx-unknown", "code", from(address));
    }

    private static Map<String, String> from(String address) {
        return Map.of("X-Forwarded-For", address);
    }

    private static Map<String, String> with(Map<String, String> special) {
        Map<String, String> settings = new HashMap<>(TestBed.settings());
        settings.putAll(special);
        return settings;
    }
}
