package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what a request costs the database, counted by H2 itself")
class StatementST {

    /** What no request causes: the counting itself, and what every node does in the background. */
    private static final String BACKGROUND = "information_schema|^set |^commit$"
            + "|(ended_at|revoked_at) >=|(expires_at|last_seen_at|ended_at|started_at) <|from mini_app order by|count\\(app_id\\)"
            + "|signing_key|revoked_token|push_event|wechat_token|oauth_client|failure_count|audit_chain|audit_day|(from|update) audit_event";

    private static final String EXECUTED =
            "select sql_statement, execution_count from information_schema.query_statistics"
                    + " where not regexp_like(lower(sql_statement), '" + BACKGROUND + "')";

    private final LoginSystem login = LoginSystem.shared();
    private final Database database = Database.shared();
    private final String user = "statement-" + UUID.randomUUID();

    @BeforeAll
    static void h2Counts() {
        assumeThat(TestDatabase.ofThisRun())
                .as("the WAR sends every database the same statements, and H2 counts each without an extension")
                .isEqualTo(TestDatabase.H2);
    }

    @BeforeEach
    void startCounting() {
        database.change("set query_statistics true");
    }

    @AfterEach
    void stopCounting() {
        database.change("set query_statistics false");
    }

    @Test
    void loginNeedsTheSameFewStatementsHoweverManySessionsThereAre() {
        login.loggedIn(user);
        List<String> second = statementsOf(() -> login.loggedIn(user));
        LoginSystem.atOnce(10, () -> login.loggedIn(user));
        List<String> twelfth = statementsOf(() -> login.loggedIn(user));

        assertThat(twelfth).hasSameSizeAs(second);
        assertThat(second).hasSize(9);
    }

    @Test
    void unionIdThatIsKnownCostsALoginNothing() {
        String appId = "wx" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        TestBed.wechat().registerApp(appId, "secret", "platform-" + appId);
        AdminSystem.shared().registerApp(appId, "secret");
        AdminSystem.shared().changeApp(appId, "{\"openPlatform\":\"" + appId + "\"}");
        Runnable oneLogin = () ->
                LoginSystem.LoggedIn.from(login.login(appId, TestBed.wechat().loginCodeOf(user, appId), Map.of()));
        oneLogin.run();

        assertThat(statementsOf(oneLogin)).hasSize(9);
    }

    @Test
    void refreshNeedsTheSameFewStatementsHoweverLongItsChainIs() {
        LoginSystem.LoggedIn me = login.loggedIn(user);
        List<String> rotation = statementsOf(() -> login.refreshed(me));
        List<String> repetition = statementsOf(() -> login.refreshed(me));
        LoginSystem.atOnce(10, () -> login.refreshed(me));

        LoginSystem.LoggedIn next = login.refreshed(me);
        assertThat(statementsOf(() -> login.refreshed(next))).hasSameSizeAs(rotation);
        assertThat(rotation).hasSize(9);
        assertThat(repetition).hasSize(8);
        assertThat(statementsOf(() -> login.refresh("abc"))).isEmpty();
    }

    @Test
    void listOfSessionsNeedsTwoStatements() {
        LoginSystem.LoggedIn me = login.loggedIn(user);

        assertThat(statementsOf(() -> login.get("/api/v1/sessions", me.accessToken())))
                .hasSize(2);
    }

    @Test
    void sessionNeedsOneStatementAndARefusalNone() {
        LoginSystem.LoggedIn me = login.loggedIn(user);

        assertThat(statementsOf(() -> login.get("/api/v1/session", me.accessToken())))
                .hasSize(1);
        login.logout(me.accessToken());
        assertThat(statementsOf(() -> login.get("/api/v1/session", me.accessToken())))
                .isEmpty();
    }

    @Test
    void profileNeedsOneStatement() {
        LoginSystem.LoggedIn me = login.loggedIn(user);

        assertThat(statementsOf(() -> login.get("/api/v1/me", me.accessToken())))
                .hasSize(1);
    }

    private List<String> statementsOf(Runnable request) {
        Map<String, Long> before = database.numbers(EXECUTED);
        request.run();
        List<String> executed = new ArrayList<>();
        database.numbers(EXECUTED).forEach((sql, count) -> {
            for (long i = before.getOrDefault(sql, 0L); i < count; i++) {
                executed.add(sql);
            }
        });
        return executed;
    }
}
