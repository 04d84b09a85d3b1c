package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditST {

    private final LoginSystem login = LoginSystem.shared();
    private final AuditSystem audit = new AuditSystem();
    private final Database database = Database.shared();
    private final String user = "audit-" + UUID.randomUUID();

    @Test
    @DisplayName("R10.1 a login tells who, what, which session, when and where from")
    void loginIsRecorded() {
        Instant before = Instant.now().minusMillis(5);
        LoginSystem.LoggedIn me = login.loggedIn(user);

        JsonObject event = audit.one("userId=" + me.userId());

        assertThat(event.getString("type")).isEqualTo("login");
        assertThat(event.getString("appId")).isEqualTo(WechatSystem.DEMO_APP);
        assertThat(event.getString("sessionId")).isEqualTo(me.sessionId());
        assertThat(event.getString("requestId")).isEqualTo(me.answer().header("X-Request-Id"));
        assertThat(event.getString("address")).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(Instant.parse(event.getString("at"))).isBetween(before, Instant.now());
        assertThat(event.toString()).doesNotContain(user, me.accessToken(), me.refreshToken());
    }

    @Test
    @DisplayName("R10.1 a refused login is recorded with its reason, also when it came with an old token")
    void refusalIsRecorded() {
        String requestId = "st-" + UUID.randomUUID();
        Map<String, String> headers = Map.of("X-Request-Id", requestId, "Authorization", "Bearer old");

        assertThat(login.login("no-such-code", headers).status()).isEqualTo(400);

        JsonObject event = audit.newest("type=login_refused");
        assertThat(event.getString("requestId")).isEqualTo(requestId);
        assertThat(event.getString("address")).isIn("127.0.0.1", "0:0:0:0:0:0:0:1");
        assertThat(event.getString("reason")).isEqualTo("wechat_code_invalid");
        assertThat(event.containsKey("userId")).isFalse();
    }

    @Test
    @DisplayName("R10.2 what a client made up does not get into the log")
    void madeUpAppIsNotRecorded() {
        login.login("wx-made-up-by-somebody", "code", Map.of());

        JsonObject event = audit.newest("type=login_refused");
        assertThat(event.getString("reason")).isEqualTo("app_unknown");
        assertThat(event.containsKey("appId")).isFalse();
    }

    @Test
    @DisplayName("R10.7 pages run from new to old and neither repeat nor skip an event while new ones arrive")
    void pagesAreStable() {
        String userId = login.loggedIn(user).userId();
        for (int i = 0; i < 4; i++) {
            login.loggedIn(user);
        }
        Answer first = audit.ask("userId=" + userId + "&limit=2");
        login.loggedIn(user);
        Answer second =
                audit.ask("userId=" + userId + "&limit=2&cursor=" + first.json().getString("next"));

        assertThat(ids(first)).hasSize(2);
        assertThat(ids(second)).hasSize(2).doesNotContainAnyElementsOf(ids(first));
        List<JsonObject> all = audit.all("userId=" + userId, 2);
        assertThat(all.stream().map(event -> event.getString("id")))
                .hasSize(6)
                .doesNotHaveDuplicates()
                .containsAll(ids(first))
                .containsAll(ids(second));
        assertThat(all.stream().map(event -> Instant.parse(event.getString("at"))))
                .isSortedAccordingTo((one, other) -> other.compareTo(one));
    }

    @Test
    @DisplayName("R10.7 conditions hold together")
    void conditionsHoldTogether() {
        LoginSystem.LoggedIn me = login.loggedIn(user);
        login.logout(me.accessToken());
        JsonObject logout = audit.one("type=logout&userId=" + me.userId() + "&appId=" + WechatSystem.DEMO_APP);
        String at = logout.getString("at");

        assertThat(audit.one("userId=" + me.userId() + "&from=" + at).getString("id"))
                .isEqualTo(logout.getString("id"));
        assertThat(audit.one("userId=" + me.userId() + "&to=" + at).getString("type"))
                .isEqualTo("login");
        assertThat(audit.all("userId=" + me.userId() + "&appId=wx-other", 50)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "type=nonsense, type",
        "from=yesterday, from",
        "to=2026-11-22, to",
        "from=2026-11-22T08:00:00Z&to=2026-11-22T08:00:00Z, to",
        "limit=0, limit",
        "limit=201, limit",
        "limit=many, limit",
        "cursor=x, cursor",
    })
    @DisplayName("R10.7 what cannot be understood is named")
    void badInputIsNamed(String query, String field) {
        JsonObject problem = Problems.assertProblem(audit.ask(query), 400, "invalid_request", "none");

        assertThat(problem.getJsonArray("violations").getJsonObject(0).getString("field"))
                .isEqualTo(field);
    }

    @Test
    @DisplayName("R10.7 the log is for operators only")
    void logIsForOperators() {
        LoginSystem.LoggedIn me = login.loggedIn(user);

        for (String path : List.of("/api/v1/admin/audit", "/api/v1/admin/audit/verify")) {
            Problems.assertProblem(login.get(path), 401, "token_missing", "login");
            Problems.assertProblem(login.get(path, me.accessToken()), 403, "forbidden", "none");
            Problems.assertProblem(
                    login.get(path, Staff.shared().serviceToken("metrics:read")), 403, "forbidden", "none");
        }
    }

    @Test
    @DisplayName("R10.5 logins at once on two nodes do not break the chain")
    void manyAtOnceOnTwoNodes() {
        try (PassportServer peer = TestBed.server().startPeer("audit-peer")) {
            LoginSystem other = new LoginSystem(peer.base());
            List<LoginSystem.LoggedIn> both = new ArrayList<>();

            LoginSystem.atOnce(20, () -> {
                LoginSystem.LoggedIn here = login.loggedIn("audit-" + UUID.randomUUID());
                LoginSystem.LoggedIn there = other.loggedIn("audit-" + UUID.randomUUID());
                synchronized (both) {
                    both.add(here);
                    both.add(there);
                }
                return true;
            });

            audit.assertWhole();
            assertThat(both).hasSize(40);
            assertThat(new HashSet<>(both.stream()
                            .map(each -> audit.one("userId=" + each.userId()))
                            .map(event -> event.getString("day") + event.getInt("place"))
                            .toList()))
                    .hasSize(40);
        }
    }

    @Test
    @DisplayName("R10.4 an altered event is noticed")
    void alteredEventIsNoticed() {
        Linked event = linked();

        database.change("update audit_event set reason = 'harmless' where id = ?", event.id());
        audit.assertBroken("EVENT_CHANGED", event.day(), event.place());

        database.change("update audit_event set reason = null where id = ?", event.id());
        audit.assertWhole();
    }

    @Test
    @DisplayName("R10.5 a missing event is noticed, in the middle of a day and at its end")
    void missingEventIsNoticed() {
        Linked middle = linked();
        Linked last = linked();

        for (Linked event : List.of(middle, last)) {
            database.change("create table audit_stolen as select * from audit_event where id = ?", event.id());
            database.change("delete from audit_event where id = ?", event.id());
            audit.assertBroken("EVENT_MISSING", event.day(), event.place());

            database.change("insert into audit_event select * from audit_stolen");
            database.change("drop table audit_stolen");
            audit.assertWhole();
        }
    }

    @Test
    @DisplayName("R10.5 a day that is cut to hide its end is noticed")
    void cutDayIsNoticed() {
        Linked event = linked();

        database.change("update audit_day set events = events - 1 where chain_day = ?", event.day());
        audit.assertBroken("DAY_CHANGED", event.day(), 0);

        database.change("update audit_day set events = events + 1 where chain_day = ?", event.day());
        audit.assertWhole();
    }

    @Test
    @DisplayName("R10.5 events that change places are noticed")
    void swappedEventsAreNoticed() {
        Linked one = linked();
        Linked other = linked();

        put(one, -1);
        put(other, one.place());
        put(one, other.place());
        audit.assertBroken("EVENT_MOVED", one.day(), one.place());

        put(one, -1);
        put(other, other.place());
        put(one, one.place());
        audit.assertWhole();
    }

    @Test
    @DisplayName("R10.4 an event that somebody made up in the database is noticed")
    void madeUpEventIsNoticed() {
        linked();
        String id = UUID.randomUUID().toString();
        database.change(
                "insert into audit_event (id, at, event_type, user_id, seal) select ?, at, event_type, user_id, seal"
                        + " from audit_event order by at desc limit 1",
                id);
        Awaitility.await().until(() -> database.text("select place from audit_event where id = ?", id) != null);
        Linked madeUp = linked(id);

        audit.assertBroken("EVENT_CHANGED", madeUp.day(), madeUp.place());

        // The chain cannot be mended without the master key, so the whole log starts again.
        database.change("delete from audit_event");
        database.change("delete from audit_day");
        linked();
        audit.assertWhole();
    }

    @Test
    @DisplayName("R10.5 an event that somebody put at the end of a day is noticed")
    void addedEventIsNoticed() {
        Linked last = linked();

        database.change(
                "insert into audit_event (id, at, event_type, seal, chain_day, place, link)"
                        + " select 'added', at, event_type, seal, chain_day, place + 1, link from audit_event where id = ?",
                last.id());
        audit.assertBroken("EVENT_ADDED", last.day(), last.place() + 1);

        database.change("delete from audit_event where id = 'added'");
        audit.assertWhole();
    }

    @Test
    @DisplayName("R10.6 days past their retention go, event by event of a long day; the rest stays whole")
    void oldDaysArePurged() {
        linked();
        database.change("insert into audit_event (id, at, event_type, seal, chain_day, place, link)"
                + " values ('old-1', 0, 'login', 's', '2001-02-03', 1, 'l')");
        for (int events = 1; events < 2048; events *= 2) {
            database.change(
                    "insert into audit_event (id, at, event_type, seal, chain_day, place, link)"
                            + " select concat('old-', place + ?), at, event_type, seal, chain_day, place + ?, link"
                            + " from audit_event where chain_day = '2001-02-03'",
                    events,
                    events);
        }
        database.change(
                "insert into audit_day (chain_day, events, last_link, head) values ('2001-02-03', 2048, 'l', 'h')");
        audit.assertBroken("DAY_CHANGED", "2001-02-03", 0);

        TestBed.server().restart();

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> database.number("select count(*) from audit_event where chain_day = '2001-02-03'") == 0);
        audit.assertWhole();
        JsonObject purged = audit.newest("type=audit_purged");
        assertThat(purged.getString("reason")).isEqualTo("2001-02-03");
        assertThat(purged.containsKey("requestId")).isFalse();
        assertThat(purged.containsKey("address")).isFalse();
    }

    @Test
    @DisplayName("R10.3 a refusal is answered even if it cannot be recorded, a login is not")
    void refusalIsAnsweredInAnyCase() {
        database.change("alter table audit_event rename to audit_event_gone");
        try {
            Problems.assertProblem(login.login("no-such-code"), 400, "wechat_code_invalid", "login");
            Problems.assertProblem(login.login(TestBed.wechat().loginCodeOf(user)), 500, "internal_error", "none");
        } finally {
            database.change("alter table audit_event_gone rename to audit_event");
        }
        assertThat(login.get("/api/v1/metrics", Staff.shared().serviceToken("metrics:read"))
                        .body())
                .containsPattern("passport_audit_failures_total\\{type=\"login_refused\"} [1-9]");
        assertThat(login.loggedIn(user).answer().json().getBoolean("newUser")).isTrue();
    }

    private record Linked(String id, String day, int place) {}

    /** The event of a new login, once it has its place. */
    private Linked linked() {
        String userId = login.loggedIn("audit-" + UUID.randomUUID()).userId();
        audit.assertWhole();
        return linked(audit.one("userId=" + userId).getString("id"));
    }

    private Linked linked(String id) {
        return new Linked(id, database.text("select chain_day from audit_event where id = ?", id), (int)
                database.number("select place from audit_event where id = ?", id));
    }

    private void put(Linked event, int place) {
        database.change("update audit_event set place = ? where id = ?", place, event.id());
    }

    private static List<String> ids(Answer page) {
        return page.json().getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .map(event -> event.getString("id"))
                .toList();
    }
}
