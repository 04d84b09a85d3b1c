package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weapp.passport.st.WatchedDatabase.Execution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

@DisplayName("R9.4 no request and no chore reads through a table: with 100,000 rows in each that grows")
@DisabledIfSystemProperty(
        named = "passport.test.server",
        matches = "wildfly|payara-server",
        disabledReason =
                "Plans are the database's, and every server sends it the same statements: one product shows it")
@Tag("once")
class PlansST {

    /** A page, a batch of 500 with what hangs on each row, or what a day has; far from 100,000. */
    private static final long MOST_ROWS = 2_000;

    /** One row an app, a key, an operator, a client, a day: the whole of them is read, for there is no other way to list them. */
    private static final Set<String> SMALL = Set.of(
            "mini_app",
            "mac_key",
            "wechat_token",
            "signing_key",
            "operator",
            "oauth_client",
            "audit_day",
            "audit_chain",
            "flyway_schema_history");

    /**
     * What needs every row: a node that starts learns of all tokens that were revoked and have not expired, and which keys have
     * sealed something; sessions are counted in the background, for a thirtieth of the time at most. And the operator's search for
     * users, which reads from the newest on until a page is full.
     */
    private static final String WHOLE = "(?i)from revoked_token where \\(revoked_at >="
            + "|select distinct substr|select app_id, count\\(app_id\\) from login_session"
            + "|from passport_user t0 where .*exists \\(select .* from identity";

    /** MariaDB would rather sort all that an app has than read on from the place where the operator's last page ended. */
    private static final String LATER_PAGES =
            "|from login_session where \\(\\(\\(created_at <=|from audit_event where \\(\\(\\(at <=";

    private static final Pattern TABLE = Pattern.compile("insert into (\\w+)");
    private static final Pattern VALUE = Pattern.compile("'[^']*'|\\b\\d+\\b");
    private static final Pattern LISTS = Pattern.compile("\\(\\s*[?$](, *[?$])+\\s*\\)");

    /** What is not the passport's: the driver's and Flyway's questions, and those of this test. */
    private static final Pattern FOREIGN = Pattern.compile(
            "(?is)^/\\* test|^set |^show |^commit|^rollback|information_schema|pg_catalog|flyway|@@|pg_\\w+");

    @Test
    void postgresql() {
        check("plans-postgresql", WatchedPostgres::start, Pattern.compile(WHOLE));
    }

    @Test
    void mariadb() {
        check("plans-mariadb", WatchedMariadb::start, Pattern.compile(WHOLE + LATER_PAGES));
    }

    private static void check(String name, Function<Path, WatchedDatabase> starter, Pattern whole) {
        Path directory = TestFork.directory().resolve(name + "-data");
        Directories.createEmpty(directory);
        try (WatchedDatabase watched = starter.apply(directory)) {
            Map<String, String> settings = new HashMap<>(TestBed.settings());
            settings.put("PASSPORT_DB_URL", watched.url());
            try (PassportServer server = PassportServer.start(name, settings)) {
                AdminSystem admin =
                        AdminSystem.of(new LoginSystem(server.base()), TestBed.OPERATOR, TestBed.operatorPassword());
                NewApp other = NewApp.registered(admin);
                NewApp rare = NewApp.registered(admin);
                List<String> tables = fill(watched, other.appId(), rare.appId());
                watched.watch();
                server.restart(watched.worker());
                new HotPaths(server).walk(rare.appId());
                awaitChores(watched.database());
                judge(watched.executions(), tables, whole);
            }
        }
    }

    private static List<String> fill(WatchedDatabase watched, String otherApp, String rareApp) {
        Database database = watched.database();
        String script = script().replace("${now}", String.valueOf(Instant.now().toEpochMilli()))
                .replace("${numbers}", watched.numbers())
                .replace("${sealed}", database.text("select secret from mini_app"))
                .replace("${app}", WechatSystem.DEMO_APP)
                .replace("${otherApp}", otherApp)
                .replace("${rareApp}", rareApp);
        List<String> statements = Arrays.stream(script.split(";\\s*\n", -1))
                .map(statement -> statement.replaceAll("(?m)^--.*\n", "").strip())
                .filter(statement -> !statement.isEmpty())
                .toList();
        statements.forEach(database::change);
        List<String> tables = new ArrayList<>();
        for (String statement : statements) {
            TABLE.matcher(statement).results().forEach(found -> tables.add(found.group(1)));
        }
        watched.analyze(tables);
        return tables;
    }

    /** Every chore has something to do; each runs once a minute, the purge of the audit log soon after the start. */
    private static void awaitChores(Database database) {
        long now = Instant.now().toEpochMilli();
        for (String due : List.of(
                "login_session where ended_at < " + (now - Duration.ofDays(30).toMillis()),
                "login_session where ended_at is null and expires_at < " + now,
                "login_attempt where started_at < "
                        + (now - Duration.ofMinutes(15).toMillis()),
                "revoked_token where expires_at < " + (now - Duration.ofHours(1).toMillis()),
                "failure_count where expires_at < " + now,
                "push_event where finished_at < " + (now - Duration.ofDays(8).toMillis()) + " and state = 'DONE'",
                "push_signature where seen_at < "
                        + (now - Duration.ofMinutes(31).toMillis()),
                "used_ciphertext where used_at < " + (now - Duration.ofDays(2).toMillis()),
                "phone_exchange where started_at < " + (now - Duration.ofDays(3).toMillis()),
                "avatar_picture where unused_since < "
                        + (now - Duration.ofMinutes(9).toMillis()),
                "audit_event where chain_day < '2001-01-01'")) {
            await().atMost(Duration.ofMinutes(3))
                    .pollInterval(Duration.ofSeconds(2))
                    .until(() -> database.number("/* test */ select count(*) from " + due) == 0);
        }
    }

    private static void judge(List<Execution> executions, List<String> tables, Pattern whole) {
        Map<String, Execution> worst = new TreeMap<>();
        for (Execution execution : executions) {
            if (!FOREIGN.matcher(execution.statement()).find()) {
                worst.merge(form(execution.statement()), execution, (a, b) -> a.rows() >= b.rows() ? a : b);
            }
        }
        assertThat(tables)
                .allMatch(table -> worst.keySet().stream().anyMatch(statement -> statement.contains(table)), "is used");
        assertThat(worst.values().stream()
                        .filter(each -> !whole.matcher(each.statement()).find())
                        .filter(each -> each.rows() > MOST_ROWS || !SMALL.containsAll(each.scanned()))
                        .map(each -> each.rows() + " rows, scanned " + each.scanned() + ": " + each.statement()))
                .as("of %d statements", worst.size())
                .isEmpty();
    }

    /** The same statement with other values is the same. */
    private static String form(String statement) {
        String form = VALUE.matcher(statement).replaceAll("?");
        return LISTS.matcher(form.toLowerCase(Locale.ROOT)).replaceAll("(?)");
    }

    private static String script() {
        try (var script = PlansST.class.getResourceAsStream("/st/hundred-thousand.sql")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
