package io.weapp.passport.st;

import static io.weapp.passport.st.Problems.assertProblem;
import static io.weapp.passport.st.Problems.assertRetryLater;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once-on-payara")
class OperatorST {

    private static final String PASSWORD = "correct horse battery";

    private final LoginSystem login = LoginSystem.shared();
    private final AdminSystem root = AdminSystem.shared();
    private final String name = "op-" + UUID.randomUUID();

    /** All tests come from one address, whose failures are not to add up. */
    @AfterEach
    void aQuarterOfAnHourPasses() {
        Failures.aQuarterOfAnHourPasses();
    }

    @Test
    void loginGivesAnAccessTokenOfTheOperatorGroup() {
        Answer answer = AdminSystem.login(login, TestBed.OPERATOR, TestBed.operatorPassword());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().keySet()).containsExactlyInAnyOrder("accessToken", "expiresIn");
        assertThat(answer.json().getInt("expiresIn")).isEqualTo(1800);
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @Test
    void oldTokenSentAlongWithALoginDoesNotMatter() {
        Answer answer = login.post(
                "/api/v1/admin/login",
                AdminSystem.credentials(TestBed.OPERATOR, TestBed.operatorPassword()),
                LoginSystem.bearer("a.b.c"));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    @DisplayName("R16.1 an unknown name and a wrong password get the same answer")
    void nobodyLearnsWhoExists() {
        JsonObject unknown =
                assertProblem(AdminSystem.login(login, name, PASSWORD), 401, "credentials_invalid", "none");
        JsonObject wrong =
                assertProblem(AdminSystem.login(login, TestBed.OPERATOR, PASSWORD), 401, "credentials_invalid", "none");

        assertThat(unknown.getString("detail")).isEqualTo(wrong.getString("detail"));
    }

    @Test
    @DisplayName("R16.1 a password is stored as a slow hash")
    void passwordIsStoredAsASlowHash() {
        appoint(name, PASSWORD);

        String stored = Database.shared().text("select password_hash from operator where name = ?", name);

        assertThat(stored).startsWith("PBKDF2WithHmacSHA512:210000:").doesNotContain(PASSWORD);
    }

    @Test
    void namesDifferByMoreThanCase() {
        appoint(name, PASSWORD);

        assertProblem(
                root.post("/operators", AdminSystem.operator(name.toUpperCase(Locale.ROOT), PASSWORD)),
                409,
                "conflict",
                "none");
        assertThat(AdminSystem.login(login, name.toUpperCase(Locale.ROOT), PASSWORD)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "an na", "anna\u0000", "安娜", "a/b", "x%"})
    void nameThatBreaksTheRulesIsRefused(String bad) {
        JsonObject problem = assertProblem(
                root.post("/operators", AdminSystem.operator(bad, PASSWORD)), 400, "invalid_request", "none");

        assertThat(fieldsOf(problem)).containsExactly("username");
    }

    @Test
    void passwordHas12To200Characters() {
        for (String bad : List.of("x".repeat(11), "x".repeat(201))) {
            JsonObject problem = assertProblem(
                    root.post("/operators", AdminSystem.operator(name, bad)), 400, "invalid_request", "none");

            assertThat(fieldsOf(problem)).containsExactly("password");
        }
        appoint(name, "x".repeat(12));
        appoint(name + "-2", "x".repeat(200));
        assertThat(AdminSystem.login(login, name + "-2", "x".repeat(200)).status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("R16.2 a new password ends the tokens issued before, and the old password")
    void newPasswordEndsOldTokens() {
        AdminSystem me = appoint(name, PASSWORD);

        assertThat(me.put("/operators/" + name + "/password", password("another good one"))
                        .status())
                .isEqualTo(204);

        assertProblem(me.get("/operators"), 401, "session_ended", "login");
        assertProblem(AdminSystem.login(login, name, PASSWORD), 401, "credentials_invalid", "none");
        assertThat(AdminSystem.of(login, name, "another good one")
                        .get("/operators")
                        .status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("R16.2 the end of an operator ends the tokens, also if somebody of that name comes after")
    void deletedOperatorIsOut() {
        AdminSystem me = appoint(name, PASSWORD);

        assertThat(root.delete("/operators/" + name).status()).isEqualTo(204);

        assertProblem(me.get("/operators"), 401, "session_ended", "login");
        assertProblem(AdminSystem.login(login, name, PASSWORD), 401, "credentials_invalid", "none");
        assertProblem(root.delete("/operators/" + name), 404, "not_found", "none");
        assertProblem(root.put("/operators/" + name + "/password", password(PASSWORD)), 404, "not_found", "none");
        appoint(name, PASSWORD);
        assertProblem(me.get("/operators"), 401, "session_ended", "login");
    }

    @Test
    @DisplayName("R16.4 of two operators who end one another at once, and of any number, one is left")
    void thereIsAlwaysAnOperator() {
        try (PassportServer server = PassportServer.start("operators", TestBed.settings())) {
            LoginSystem there = new LoginSystem(server.base());
            AdminSystem first = AdminSystem.of(there, TestBed.OPERATOR, TestBed.operatorPassword());
            first.appoint(name, PASSWORD);
            AdminSystem second = AdminSystem.of(there, name, PASSWORD);
            AtomicInteger turn = new AtomicInteger();

            List<Answer> answers = LoginSystem.atOnce(
                    2,
                    () -> turn.getAndIncrement() == 0
                            ? first.delete("/operators/" + name)
                            : second.delete("/operators/" + TestBed.OPERATOR));

            assertThat(answers).extracting(Answer::status).contains(204).doesNotContain(500);
            assertThat(new Database(server.databaseUrl()).number("select count(*) from operator"))
                    .isEqualTo(1);
            AdminSystem left = first.get("/operators").status() == 200 ? first : second;
            String own = left == first ? TestBed.OPERATOR : name;
            assertProblem(left.delete("/operators/" + own), 409, "conflict", "none");
        }
    }

    @Test
    @DisplayName("R16.2 R16.3 another node knows of new passwords, deleted operators and failures")
    void twoNodes() {
        AdminSystem me = appoint(name, PASSWORD);
        AdminSystem other = appoint(name + "-2", PASSWORD);
        try (PassportServer peer = TestBed.server().startPeer("operator-peer")) {
            LoginSystem there = new LoginSystem(peer.base());
            assertThat(me.at(there).get("/operators").status()).isEqualTo(200);
            assertThat(other.at(there).get("/operators").status()).isEqualTo(200);

            root.put("/operators/" + name + "/password", password("another good one"));
            root.delete("/operators/" + name + "-2");
            for (int i = 0; i < 5; i++) {
                AdminSystem.login(login, name + "-3", "wrong");
            }

            assertProblem(me.at(there).get("/operators"), 401, "session_ended", "login");
            assertProblem(other.at(there).get("/operators"), 401, "session_ended", "login");
            assertRetryLater(AdminSystem.login(there, name + "-3", "wrong"), 429, "rate_limited");
        }
    }

    @Test
    @DisplayName("R17.2 logins and refusals are recorded; a name that does not exist is not")
    void loginsAreRecorded() {
        appoint(name, PASSWORD);
        AdminSystem.login(login, name, "wrong");
        long unnamed = unnamedRefusals();
        AdminSystem.login(login, "nobody-" + name, PASSWORD);

        assertThat(records("operator_appointed", "operator:" + TestBed.OPERATOR))
                .isPositive();
        assertThat(records("operator_login", "operator:" + name)).isEqualTo(1);
        assertThat(records("operator_login_refused", "operator:" + name)).isEqualTo(1);
        assertThat(unnamedRefusals()).isEqualTo(unnamed + 1);
        assertThat(Database.shared()
                        .number(
                                "select count(*) from audit_event where actor like ? or reason like ?",
                                "%nobody-%",
                                "%nobody-%"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"username\":\"a\\u0000b\",\"password\":\"\\u0000x\"}",
                "{\"username\":\"\\ud800\",\"password\":\"\\udfff\"}",
                "{\"username\":\"' or 1=1 --\",\"password\":\"x\"}",
                "{\"username\":\"%\",\"password\":\"%\"}"
            })
    @DisplayName("R17.5 hostile credentials are wrong credentials")
    void hostileCredentials(String body) {
        assertProblem(login.post("/api/v1/admin/login", body, Map.of()), 401, "credentials_invalid", "none");
    }

    private AdminSystem appoint(String username, String password) {
        root.appoint(username, password);
        return AdminSystem.of(login, username, password);
    }

    private static JsonObjectBuilder password(String password) {
        return Json.createObjectBuilder().add("password", password);
    }

    private static List<String> fieldsOf(JsonObject problem) {
        return problem.getJsonArray("violations").getValuesAs(JsonObject.class).stream()
                .map(violation -> violation.getString("field"))
                .toList();
    }

    private static long records(String type, String actor) {
        return Database.shared()
                .number("select count(*) from audit_event where event_type = ? and actor = ?", type, actor);
    }

    private static long unnamedRefusals() {
        return Database.shared()
                .number("select count(*) from audit_event where event_type = 'operator_login_refused'"
                        + " and reason = 'credentials_invalid' and actor is null");
    }
}
