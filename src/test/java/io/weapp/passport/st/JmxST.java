package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What JConsole sees and does. */
class JmxST {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final LoginSystem login = LoginSystem.shared();
    private final AdminSystem admin = AdminSystem.shared();
    private final NewApp app = NewApp.registered(admin);
    private final String user = "jmx-" + UUID.randomUUID();
    private JMXConnector connector;
    private MBeanServerConnection server;

    @BeforeEach
    void connect() throws Exception {
        connector = TestBed.server().jmx();
        server = connector.getMBeanServerConnection();
    }

    @AfterEach
    void disconnect() throws Exception {
        connector.close();
    }

    @Test
    @DisplayName("R26.1, R26.2 the sessions of a user are ended at once, and the audit log says by whom")
    void sessionsOfAUserAreEnded() throws Exception {
        LoginSystem.LoggedIn me = LoginSystem.LoggedIn.from(app.login(login, user));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(number((TabularData) attribute("Sessions", "ActiveByApp"), app.appId()))
                        .isEqualTo(1L));
        assertThat((long) attribute("Sessions", "Active")).isPositive();

        invoke("Sessions", "endAllOfUser", me.userId());

        assertThat(login.lets(me)).isFalse();
        assertThat(recorded("session_ended", me.userId())).isEqualTo(1);
        assertThatThrownBy(() -> invoke("Sessions", "endAllOfUser", "nobody"))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("There is no user of this id.");
    }

    @Test
    @DisplayName("R26.1, R26.3 the lines to WeChat and the age of tokens are shown, the tokens are not")
    void wechatIsShown() throws Exception {
        app.login(login, user);
        login.login(app.appId(), "no-such-code", Map.of());
        Answer token = login.get(app.tokenPath(), Staff.shared().serviceToken("wechat-token:read"));
        assertThat(token.status()).as(token.body()).isEqualTo(200);

        CompositeData line = row("Wechat", "Lines", "family", "login");
        assertThat(line.get("state")).isEqualTo("closed");
        assertThat(line.get("lastErrcode")).isEqualTo(40029);
        CompositeData age = row("Wechat", "Tokens", "appId", app.appId());
        assertThat((long) age.get("expiresInSeconds")).isBetween(60L, 7200L);
        assertThat((long) age.get("ageSeconds")).isBetween(0L, 60L);
        assertThat(age.toString()).doesNotContain(token.text("accessToken"));
    }

    @Test
    @DisplayName("R26.1, R26.2, R26.3 keys are listed without their secrets, and rotated")
    void keysAreRotated() throws Exception {
        String next = (String) invoke("Keys", "rotate");

        CompositeData key = row("Keys", "Keys", "kid", next);
        assertThat(key.get("state")).isEqualTo("next");
        assertThat(key.getCompositeType().keySet()).containsExactlyInAnyOrder("kid", "algorithm", "state", "signsAt");
        assertThat(admin.get("/keys").body()).contains(next);
    }

    @Test
    @DisplayName("R26.1, R26.2 housekeeping is done when it is ordered")
    void housekeepingIsDone() throws Exception {
        long before = recorded("housekeeping_ordered");

        invoke("Housekeeping", "run");

        assertThat((String) attribute("Housekeeping", "LastRun")).endsWith("Z");
        assertThat(((TabularData) attribute("Housekeeping", "Failures")).isEmpty())
                .isTrue();
        assertThat(recorded("housekeeping_ordered")).isEqualTo(before + 1);
    }

    @Test
    @DisplayName("R26.1 the numbers are those of Prometheus")
    void metricsAreTheSame() throws Exception {
        app.login(login, user);

        assertThat(number(
                        (TabularData) attribute("Metrics", "Values"),
                        "passport_logins_total{app=\"" + app.appId() + "\",outcome=\"ok\"}"))
                .isEqualTo(1.0);
    }

    private Object attribute(String type, String name) throws Exception {
        return server.getAttribute(bean(type), name);
    }

    private Object invoke(String type, String operation, String... arguments) throws Exception {
        String[] signature =
                Arrays.stream(arguments).map(argument -> String.class.getName()).toArray(String[]::new);
        return server.invoke(bean(type), operation, arguments, signature);
    }

    /** The row of a table that is this app's, or else has this value. */
    private CompositeData row(String type, String attribute, String column, String value) throws Exception {
        return Arrays.stream((CompositeData[]) attribute(type, attribute))
                .filter(row -> value.equals(row.get(column)))
                .filter(row -> !row.containsKey("appId") || app.appId().equals(row.get("appId")))
                .findFirst()
                .orElseThrow();
    }

    /** Zero if the table does not have it. */
    private static double number(TabularData table, String key) {
        CompositeData row = table.get(new Object[] {key});
        return row == null ? 0 : ((Number) row.get("value")).doubleValue();
    }

    private static long recorded(String type) {
        return Database.shared()
                .number("select count(*) from audit_event where event_type = ? and actor = 'jmx'", type);
    }

    private static long recorded(String type, String userId) {
        return Database.shared()
                .number(
                        "select count(*) from audit_event where event_type = ? and actor = 'jmx' and user_id = ?",
                        type,
                        userId);
    }

    private static ObjectName bean(String type) throws Exception {
        return new ObjectName("io.weapp.passport:type=" + type);
    }
}
