package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.weapp.passport.st.LoginSystem.LoggedIn;
import io.weapp.passport.st.WechatSystem.PushAnswer;
import io.weapp.passport.st.WechatSystem.PushRequest;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What WeChat pushes, and what others push in its name. */
class PushST {

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    private static final PushAnswer TAKEN = new PushAnswer(200, "success", 1);

    private final PushSystem push = PushSystem.at(TestBed.server());
    private final WechatSystem wechat = push.wechat();
    private final Database database = Database.shared();

    @AfterEach
    void everythingAsUsual() {
        for (String name : List.of(
                "duplicate",
                "reorder",
                "bad-signature",
                "foreign-appid",
                "leading-spaces",
                "missing-openid",
                "numeric-revoke-info")) {
            wechat.turn("push-" + name, "off");
        }
    }

    @ParameterizedTest
    @DisplayName("R20.1, R20.3, R20.7 a revocation is obeyed in every mode and format, and the session goes on")
    @CsvSource({"plain,json", "plain,xml", "compatible,json", "compatible,xml", "safe,json", "safe,xml"})
    void revocationIsObeyed(String mode, String format) {
        push.configured(mode, format);
        LoggedIn me = push.namedUser("alice");

        assertThat(wechat.checkPushAddress("4375120948345356249")).isEqualTo("4375120948345356249");
        assertThat(wechat.revoke("alice", "6")).containsExactly(TAKEN);

        push.awaitDone(1);
        assertThat(push.profile(me)).doesNotContainKeys("nickname", "avatarUrl");
        assertThat(push.obeyed(me, "user_authorization_revoke:6")).isEqualTo(1);
        assertThat(push.lets(me)).isTrue();
        assertThat(database.number(
                        "select count(*) from push_event where app_id = ? and message is not null", push.appId()))
                .isZero();
    }

    @ParameterizedTest
    @DisplayName("R20.7 every code takes away what it stands for")
    @CsvSource({
        "19, false, true, 19",
        "20, true, false, 20",
        "'20, 19', false, false, 19",
        "8, true, true, 8",
        "12, true, true, 12",
        "9, true, true, unknown",
        "x;drop, true, true, unknown",
        "'', true, true, unknown"
    })
    void codesDiffer(String code, boolean nickname, boolean avatar, String recorded) {
        push.configured("safe", "json");
        LoggedIn me = push.namedUser("alice");

        wechat.revoke("alice", code);

        push.awaitDone(1);
        assertThat(push.profile(me).containsKey("nickname")).isEqualTo(nickname);
        assertThat(push.profile(me).containsKey("avatarUrl")).isEqualTo(avatar);
        assertThat(push.obeyed(me, "user_authorization_revoke:" + recorded)).isEqualTo(1);
    }

    @Test
    @DisplayName("R20.7 a phone number that is taken back is forgotten, one that was given later is not")
    void phoneIsTakenBack() {
        push.configured("safe", "json");
        LoggedIn me = push.namedUser("alice");
        push.givePhone(me, "alice");
        long tenMinutesAgo = Instant.now().getEpochSecond() - 600;

        wechat.push(
                "alice", Map.of("Event", "user_authorization_revoke", "RevokeInfo", "8", "CreateTime", tenMinutesAgo));
        push.awaitDone(1);
        assertThat(push.profile(me)).containsKey("phone");

        wechat.revoke("alice", "8");
        push.awaitDone(2);
        assertThat(push.profile(me)).doesNotContainKey("phone");
        assertThat(push.profile(me)).containsKeys("nickname", "avatarUrl");
    }

    @Test
    @DisplayName("R20.7 a profile that WeChat has cleaned is cleaned here; other users keep theirs")
    void modifiedInfoIsForgotten() {
        push.configured("safe", "xml");
        LoggedIn alice = push.namedUser("alice");
        LoggedIn bob = push.namedUser("bob");

        wechat.modifyInfo("alice");

        push.awaitDone(1);
        assertThat(push.profile(alice)).doesNotContainKeys("nickname", "avatarUrl");
        assertThat(push.profile(bob)).containsKeys("nickname", "avatarUrl");
        assertThat(push.obeyed(alice, "user_info_modified")).isEqualTo(1);
    }

    @Test
    @DisplayName("R20.7 who closes the WeChat account is erased")
    void closedAccountIsErased() {
        push.configured("safe", "json");
        LoggedIn me = push.namedUser("alice");

        wechat.closeAccount("alice");

        push.awaitDone(1);
        assertThat(push.lets(me)).isFalse();
        assertThat(database.number("select count(*) from passport_user where id = ?", me.userId()))
                .isZero();
        assertThat(push.obeyed(me, "user_authorization_cancellation")).isEqualTo(1);
    }

    @Test
    @DisplayName("R20.7 a revocation that was long on its way does not take what the user has given since")
    void lateRevocationSparesNewData() {
        push.configured("safe", "json");
        LoggedIn me = push.namedUser("alice");
        long tenMinutesAgo = Instant.now().getEpochSecond() - 600;

        wechat.push(
                "alice", Map.of("Event", "user_authorization_revoke", "RevokeInfo", "6", "CreateTime", tenMinutesAgo));

        push.awaitDone(1);
        assertThat(push.profile(me)).containsKeys("nickname", "avatarUrl");
    }

    @Test
    @DisplayName("R20.3, R20.7 blanks and numbers make no difference; who is unknown or not named has nothing here")
    void oddEventsAreTaken() {
        push.configured("safe", "json");
        LoggedIn me = push.namedUser("alice");
        wechat.turn("push-leading-spaces", "on");
        wechat.turn("push-numeric-revoke-info", "on");
        assertThat(wechat.revoke("alice", "19")).containsExactly(TAKEN);
        push.awaitDone(1);
        assertThat(push.profile(me)).doesNotContainKey("nickname");

        assertThat(wechat.modifyInfo("nobody-has-met")).containsExactly(TAKEN);
        wechat.turn("push-missing-openid", "on");
        assertThat(wechat.modifyInfo("alice")).containsExactly(TAKEN);
        push.awaitDone(3);
        assertThat(push.profile(me)).containsKey("avatarUrl");
    }

    @Test
    @DisplayName(
            "R20.4 two hundred pushes of twenty events, doubled, at once and out of order, are worked off once each")
    void repetitionsAreKnown() {
        push.configured("safe", "json");
        LoggedIn me = push.namedUser("alice");
        List<PushRequest> requests = new ArrayList<>();
        long now = Instant.now().getEpochSecond();
        for (int event = 0; event < 20; event++) {
            long second = now - event;
            for (int time = 0; time < 10; time++) {
                requests.add(wechat.pushRequest(
                        "alice",
                        Map.of("Event", "user_authorization_revoke", "RevokeInfo", "19", "CreateTime", second)));
            }
        }
        Collections.shuffle(requests);

        assertThat(sent(requests)).allMatch(answer -> answer.status() == 200).hasSize(200);

        push.awaitDone(20);
        assertThat(push.obeyed(me, "user_authorization_revoke:19")).isEqualTo(20);
    }

    @Test
    @DisplayName("R20.4 what WeChat itself doubles or reorders is worked off once each")
    void wechatRepeatsItself() {
        push.configured("compatible", "xml");
        LoggedIn me = push.namedUser("alice");
        wechat.turn("push-duplicate", "on");
        wechat.turn("push-reorder", "on");
        assertThat(wechat.revoke("alice", "19")).isEmpty();
        assertThat(wechat.revoke("alice", "20")).containsExactly(TAKEN, TAKEN, TAKEN);

        push.awaitDone(2);
        assertThat(push.profile(me)).doesNotContainKeys("nickname", "avatarUrl");
    }

    @Test
    @DisplayName("R20.1 forged pushes are refused and nothing is stored")
    void forgeriesAreRefused() {
        push.configured("safe", "json");
        PushRequest good = wechat.pushRequest("alice", Map.of("Event", "user_info_modified"));
        String query = good.url().getRawQuery();
        wechat.turn("push-bad-signature", "on");
        assertForbidden(push.send(wechat.pushRequest("{}")));
        wechat.turn("push-bad-signature", "off");
        wechat.turn("push-foreign-appid", "on");
        assertForbidden(push.send(wechat.pushRequest("{}")));
        wechat.turn("push-foreign-appid", "off");

        assertForbidden(push.send("", good.body(), JSON));
        assertForbidden(push.send(query.replaceAll("msg_signature=[^&]*", ""), good.body(), JSON));
        assertForbidden(push.send(query.replaceAll("timestamp=\\d", "timestamp=2"), good.body(), JSON));
        assertForbidden(push.send(query.replaceAll("nonce=\\d", "nonce=0"), good.body(), JSON));
        assertForbidden(push.send(good, good.body().replaceFirst("\"Encrypt\":\".", "\"Encrypt\":\"#"), JSON));
        wechat.advanceClock(Duration.ofMinutes(6));
        try {
            assertForbidden(push.send(wechat.pushRequest("{}")));
        } finally {
            wechat.advanceClock(Duration.ofMinutes(-6));
        }

        assertThat(push.stored()).isZero();
        assertThat(push.send(good).body()).isEqualTo("success");
    }

    @ParameterizedTest
    @DisplayName("R20.2 nothing comes out of unencrypted fields unless the app is in plain mode")
    @ValueSource(strings = {"safe", "compatible"})
    void plainWordsAreNotEnough(String mode) {
        push.configured(mode, "json").atWechat("plain", "json");
        PushRequest plain = wechat.pushRequest("alice", Map.of("Event", "user_info_modified"));

        assertForbidden(push.send(plain));

        push.atWechat("compatible", "json");
        PushRequest both = wechat.pushRequest("alice", Map.of("Event", "debug_demo"));
        LoggedIn me = push.namedUser("alice");
        String other = both.body().replace("debug_demo", "user_info_modified");
        assertThat(push.send(both, other, JSON).status()).isEqualTo(200);
        push.awaitDone(1);
        assertThat(push.profile(me)).containsKeys("nickname", "avatarUrl");
    }

    @Test
    @DisplayName("R20.4 a signature of plain mode brings one message, however often")
    void plainSignatureIsNotReused() {
        push.configured("plain", "json");
        PushRequest good = wechat.pushRequest("alice", Map.of("Event", "debug_demo"));

        assertThat(push.send(good).status()).isEqualTo(200);
        assertThat(push.send(good).status()).isEqualTo(200);
        assertForbidden(push.send(good, good.body().replace("debug_demo", "user_info_modified"), JSON));
        assertThat(push.stored()).isEqualTo(1);
    }

    @Test
    @DisplayName("R20.1 apps that are unknown or take no pushes are not found")
    void nobodyIsHome() {
        Problems.assertProblem(push.send("signature=x", "{}", JSON), 404, "not_found", "none");
        Problems.assertProblem(push.get("signature=x&timestamp=1&nonce=1&echostr=1"), 404, "not_found", "none");
        Answer unknown = LoginSystem.shared().post("/api/v1/wechat/wxunknown/push", "{}", JSON);
        Problems.assertProblem(unknown, 404, "not_found", "none");
    }

    @Test
    @DisplayName("R20.1 the echo is plain text, and only what WeChat sends")
    void echoIsHarmless() {
        push.configured("safe", "json").atWechat("plain", "json");
        String query = wechat.pushRequest("{}").url().getRawQuery();

        Answer echo = push.get(query + "&echostr=4375120948345356249");
        assertThat(echo.body()).isEqualTo("4375120948345356249");
        assertThat(echo.header("Content-Type")).startsWith("text/plain");
        assertThat(echo.header("X-Content-Type-Options")).isEqualTo("nosniff");
        Problems.assertProblem(push.get(query + "&echostr=%3Cscript%3E"), 400, "invalid_request", "none");
        Problems.assertProblem(push.get(query + "&echostr=" + "1".repeat(200)), 400, "invalid_request", "none");
        Problems.assertProblem(push.get(query), 400, "invalid_request", "none");
        assertForbidden(push.get(query.replaceAll("nonce=\\d", "nonce=0") + "&echostr=1"));
    }

    @ParameterizedTest
    @DisplayName("R20.3 any content type will do, also none, and a token that means nothing here")
    @ValueSource(strings = {"text/xml", "application/json", "text/plain", "application/xml;charset=utf-8", "*/*", ""})
    void contentTypeIsNoMatter(String contentType) {
        push.configured("safe", "json");
        PushRequest json = wechat.pushRequest(
                "alice", Map.of("Event", "debug_demo", "n", UUID.randomUUID().toString()));
        push.atWechat("safe", "xml");
        PushRequest xml = wechat.pushRequest(
                "alice", Map.of("Event", "debug_demo", "n", UUID.randomUUID().toString()));
        Map<String, String> headers = contentType.isEmpty() ? Map.of() : Map.of("Content-Type", contentType);

        assertThat(push.send(json, json.body(), headers).body()).isEqualTo("success");
        assertThat(push.send(xml, xml.body(), headers).body()).isEqualTo("success");
        assertThat(push.send(xml, xml.body(), LoginSystem.bearer("old.token.here"))
                        .body())
                .isEqualTo("success");

        push.awaitDone(2);
    }

    @Test
    @DisplayName("R20.3 document types and entities are refused, and nobody is called for them")
    void entitiesAreRefused() throws Exception {
        try (ServerSocket bait = new ServerSocket(0)) {
            bait.setSoTimeout(500);
            String url = "http://localhost:" + bait.getLocalPort() + "/x";
            StringBuilder bomb = new StringBuilder("<!DOCTYPE xml [<!ENTITY e0 \"ha\">");
            for (int i = 1; i < 30; i++) {
                bomb.append("<!ENTITY e%d \"&e%d;&e%d;\">".formatted(i, i - 1, i - 1));
            }
            for (String text : List.of(
                    "<!DOCTYPE xml SYSTEM \"" + url + "\"><xml><Encrypt>x</Encrypt></xml>",
                    "<!DOCTYPE xml [<!ENTITY f SYSTEM \"" + url + "\">]><xml><Encrypt>&f;</Encrypt></xml>",
                    "<!DOCTYPE xml [<!ENTITY % p SYSTEM \"" + url + "\"> %p;]><xml><a>1</a></xml>",
                    "<!DOCTYPE xml [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><xml><Event>&f;</Event></xml>",
                    bomb + "]><xml><Event>&e29;</Event></xml>")) {
                push.configured("plain", "xml");
                Problems.assertProblem(push.send(wechat.pushRequest(text)), 400, "invalid_request", "none");
                push.configured("safe", "xml");
                Problems.assertProblem(push.send(wechat.pushRequest(text)), 400, "invalid_request", "none");
            }
            assertThat(push.stored()).isZero();
            assertThatThrownBy(bait::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    @DisplayName("R20.3 what is too large, too deep or no message is refused")
    void boundsHold() {
        push.configured("plain", "json");
        String large = "{\"MsgType\":\"event\",\"Event\":\"debug_demo\",\"a\":\"" + "x".repeat(70_000) + "\"}";
        String larger = "{\"MsgType\":\"event\",\"Event\":\"debug_demo\",\"a\":\"" + "x".repeat(33_000) + "\"}";
        String largest = "{\"MsgType\":\"event\",\"Event\":\"debug_demo\",\"a\":\"" + "x".repeat(32_000) + "\"}";
        Problems.assertProblem(push.send(wechat.pushRequest(large)), 413, "payload_too_large", "none");
        Problems.assertProblem(push.send(wechat.pushRequest(larger)), 413, "payload_too_large", "none");
        for (String text : List.of("[]", "success", "{\"a\":".repeat(50) + "1" + "}".repeat(50), "<xml>")) {
            Problems.assertProblem(push.send(wechat.pushRequest(text)), 400, "invalid_request", "none");
        }
        PushRequest any = wechat.pushRequest("{}");
        Problems.assertProblem(push.send(any, "", JSON), 400, "invalid_request", "none");
        assertThat(push.stored()).isZero();

        assertThat(push.send(wechat.pushRequest(largest)).body()).isEqualTo("success");
        push.awaitDone(1);
    }

    @Test
    @DisplayName("R20.6 a message that cannot be worked off is tried again, given up and recorded; others go on")
    void poisonIsGivenUp() {
        push.configured("safe", "json");
        LoggedIn me = push.namedUser("alice");
        String id = UUID.randomUUID().toString();
        database.change(
                "insert into push_event (id, app_id, message_hash, lane, event, message, state, tries, next_try_at, received_at)"
                        + " values (?, ?, ?, 'OBEY', 'user_info_modified', 'poison', 'DUE', 0, 0, 0)",
                id,
                push.appId(),
                id);
        await().atMost(PushSystem.PATIENCE).until(() -> tries(id) == 1);
        assertThat(database.number("select next_try_at from push_event where id = ?", id))
                .isPositive();

        wechat.revoke("alice", "6");
        await().atMost(PushSystem.PATIENCE).until(() -> push.count("DONE") == 1);
        assertThat(push.profile(me)).doesNotContainKey("nickname");

        database.change("update push_event set tries = 19, next_try_at = 0 where id = ?", id);
        await().atMost(PushSystem.PATIENCE).until(() -> push.count("DEAD") == 1);
        assertThat(tries(id)).isEqualTo(20);
        assertThat(database.text(
                        "select reason from audit_event where event_type = 'push_given_up' and app_id = ?",
                        push.appId()))
                .isEqualTo("user_info_modified");
    }

    @Test
    @DisplayName("R41.2 erasure empties what was given up of the user's messages")
    void erasureReachesMessages() {
        push.configured("safe", "json");
        LoggedIn me = push.namedUser("alice");
        LoggedIn other = push.namedUser("bob");
        wechat.revoke("alice", "1");
        wechat.revoke("bob", "1");
        push.awaitDone(2);
        database.change("update push_event set state = 'DEAD', message = 'sealed' where app_id = ?", push.appId());

        assertThat(LoginSystem.shared().delete("/api/v1/me", me.accessToken()).status())
                .isEqualTo(204);

        assertThat(push.lets(other)).isTrue();
        assertThat(database.number(
                        "select count(*) from push_event where app_id = ? and message is not null", push.appId()))
                .isEqualTo(1);
    }

    @Test
    @DisplayName("R20.5 none of a storm of a thousand pushes is lost")
    void stormIsSurvived() {
        push.configured("safe", "json");
        List<PushRequest> requests = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            requests.add(wechat.pushRequest(
                    "alice", Map.of("Event", i % 2 == 0 ? "debug_demo" : "user_info_modified", "n", i)));
        }

        assertThat(sent(requests))
                .hasSize(1000)
                .allMatch(answer -> answer.body().equals("success"));

        push.awaitDone(1000);
    }

    private long tries(String id) {
        return database.number("select tries from push_event where id = ?", id);
    }

    /** Many at once, as WeChat does. */
    private List<Answer> sent(List<PushRequest> requests) {
        Queue<PushRequest> waiting = new ConcurrentLinkedQueue<>(requests);
        return LoginSystem.atOnce(16, () -> {
                    List<Answer> answers = new ArrayList<>();
                    for (PushRequest next = waiting.poll(); next != null; next = waiting.poll()) {
                        answers.add(push.send(next));
                    }
                    return answers;
                })
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static void assertForbidden(Answer answer) {
        Problems.assertProblem(answer, 403, "forbidden", "none");
    }
}
