package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weapp.passport.st.LoginSystem.LoggedIn;
import io.weapp.passport.st.WebhookReceiver.Delivery;
import io.weapp.passport.st.WechatSystem.PushRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Two nodes on one database that hand messages on to a server of the company; the last test kills one of them. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("once")
class PushNodesST {

    private static WebhookReceiver company;
    private static PassportServer first;
    private static PassportServer second;
    private static PushSystem push;
    private static Database database;

    @BeforeAll
    static void start() {
        company = new WebhookReceiver();
        Map<String, String> settings = new HashMap<>(TestBed.settings());
        settings.put("PASSPORT_PUSH_WEBHOOK_URL", company.url().toString());
        settings.put("PASSPORT_PUSH_WEBHOOK_SECRET", WebhookReceiver.SECRET);
        first = PassportServer.start("push-first", settings);
        second = first.startPeer("push-second");
        push = PushSystem.at(first).configured("safe", "json");
        database = new Database(first.databaseUrl());
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
        company.close();
    }

    @Test
    @Order(1)
    @DisplayName("R20.4 the same event at both nodes at once is worked off once")
    void bothNodesTakeIt() {
        LoggedIn me = push.namedUser("alice");
        AtomicInteger turn = new AtomicInteger();
        Map<String, Object> event =
                Map.of("Event", "user_authorization_revoke", "RevokeInfo", "19", "CreateTime", 1_900_000_000);

        List<Answer> answers = LoginSystem.atOnce(
                8,
                () -> sendTo(
                        turn.getAndIncrement() % 2 == 0 ? first : second,
                        push.wechat().pushRequest("alice", event)));

        assertThat(answers).allMatch(answer -> answer.body().equals("success"));
        push.awaitDone(1);
        assertThat(push.obeyed(me, "user_authorization_revoke:19")).isEqualTo(1);
    }

    @Test
    @Order(2)
    @DisplayName("R20.8 what is not obeyed here goes to the webhook, signed; what is obeyed does not")
    void othersAreHandedOn() {
        push = PushSystem.at(first).configured("safe", "xml");
        push.wechat().modifyInfo("alice");
        push.wechat().push("alice", Map.of("Event", "debug_demo", "debug_str", "hello 世界"));

        push.awaitDone(2);

        assertThat(company.of(push.appId())).singleElement().satisfies(delivery -> {
            assertThat(delivery.signed()).isTrue();
            assertThat(delivery.event()).isEqualTo("debug_demo");
            assertThat(delivery.body().getJsonObject("message").getString("debug_str"))
                    .isEqualTo("hello 世界");
            assertThat(delivery.id()).isEqualTo(delivery.body().getString("id"));
        });
    }

    @Test
    @Order(3)
    @DisplayName("R20.6, R20.8 a webhook that fails is asked again under the same id, and given up in the end")
    void failingWebhookIsAskedAgain() {
        push = PushSystem.at(first).configured("safe", "json");
        company.answerWith(500);
        push.wechat().push("alice", Map.of("Event", "debug_demo", "n", 1));
        push.wechat().push("alice", Map.of("Event", "debug_demo", "n", 2));
        await().atMost(PushSystem.PATIENCE).until(() -> company.of(push.appId()).size() >= 2);
        company.answerWith(200);
        hurry();
        push.awaitDone(2);
        assertThat(company.of(push.appId()).stream().map(Delivery::id).distinct())
                .hasSize(2);

        company.answerWith(302);
        push.wechat().push("alice", Map.of("Event", "debug_demo", "n", 3));
        await().atMost(PushSystem.PATIENCE)
                .until(() -> database.number(
                                "select count(*) from push_event where app_id = ? and tries = 1 and runner is null"
                                        + " and state = 'DUE'",
                                push.appId())
                        == 1);
        database.change("update push_event set tries = 19 where app_id = ? and state = 'DUE'", push.appId());
        hurry();
        await().atMost(PushSystem.PATIENCE).until(() -> push.count("DEAD") == 1);
        assertThat(database.text(
                        "select reason from audit_event where event_type = 'push_given_up' and app_id = ?",
                        push.appId()))
                .isEqualTo("other");
        company.answerWith(200);
    }

    @Test
    @Order(4)
    @DisplayName(
            "R20.5 what a killed node had in hand is taken over by another, and a hanging webhook stops no revocation")
    void killedNodeIsReplaced() {
        push = PushSystem.at(first).configured("safe", "json");
        LoggedIn me = push.namedUser("alice");
        company.hold();
        PushRequest request = push.wechat().pushRequest("alice", Map.of("Event", "debug_demo", "n", 4));
        assertThat(sendTo(second, request).body()).isEqualTo("success");
        await().atMost(PushSystem.PATIENCE).until(() -> company.of(push.appId()).size() == 1);
        assertThat(sendTo(first, push.wechat().pushRequest("alice", revocation()))
                        .body())
                .isEqualTo("success");
        await().atMost(PushSystem.PATIENCE).until(() -> push.obeyed(me, "user_authorization_revoke:6") == 1);

        second.kill();
        company.letGo();
        hurry();

        push.awaitDone(2);
        assertThat(company.of(push.appId()).stream().map(Delivery::id).distinct())
                .hasSize(1);
    }

    private static Map<String, Object> revocation() {
        return Map.of("Event", "user_authorization_revoke", "RevokeInfo", "6");
    }

    /** Lets the pauses between tries pass. */
    private static void hurry() {
        database.change("update push_event set next_try_at = 0 where app_id = ? and state = 'DUE'", push.appId());
    }

    private static Answer sendTo(PassportServer node, PushRequest request) {
        return new LoginSystem(node.base())
                .send(
                        "POST",
                        push.path() + "?" + request.url().getRawQuery(),
                        BodyPublishers.ofString(request.body()),
                        Map.of("Content-Type", request.contentType()));
    }
}
