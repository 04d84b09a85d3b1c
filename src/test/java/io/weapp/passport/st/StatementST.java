package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what a request costs the database, counted by H2 itself")
class StatementST {

    /** Without what a request does not cause: the counting itself, and the background work on ended sessions and the audit chain. */
    private static final String EXECUTED =
            "select sql_statement, execution_count from information_schema.query_statistics"
                    + " where lower(sql_statement) not like '%information_schema%' and lower(sql_statement) not like 'set %'"
                    + " and lower(sql_statement) not like '%ended_at >=%' and"
                    + " (lower(sql_statement) like 'insert into audit_event%' or lower(sql_statement) not like '%audit_%') and sql_statement <> 'COMMIT'";

    private final LoginSystem login = LoginSystem.shared();
    private final Database database = Database.shared();
    private final String user = "statement-" + UUID.randomUUID();

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
        assertThat(second).hasSize(7);
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
