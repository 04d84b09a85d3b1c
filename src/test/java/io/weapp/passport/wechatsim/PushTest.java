package io.weapp.passport.wechatsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.weapp.passport.st.WechatSystem.PushAnswer;
import io.weapp.passport.st.WechatSystem.PushRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pushes, against the vectors of WeChat's own pages and of its SDKs, and against a server that takes them. */
class PushTest {
    private static final String KEY = "A".repeat(43);
    private static final byte[] KEY_BYTES = new byte[32];
    private static final String APP = "wxba5fad812f8e6fb9";

    @RegisterExtension
    final SimulatedWechat wechat = new SimulatedWechat();

    private final Queue<String> received = new ConcurrentLinkedQueue<>();
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext("/", exchange -> {
            received.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = "success".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void hangUp() {
        server.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "f464b24fc39322e44b38aa78f5edd27bd1441696, AAAAA, 1714036504, 1514711492",
        "899cf89e464efb63f54ddac96b0a0a235f53aa78, AAAAA, 1714037059, 486452656",
        "6c5c811b55cc85e0e1b54100749188c20beb3f5d, AAAAA, 1714112445, 415670741",
        "cc0c594499c1634947d5b502f158ee518947db27, AAAAA, 1715943329, 1590219412",
        "9f537aeb751ec72605f57f94a2f6dc3e3958e1dd, 345, 123, ''"
    })
    void signaturesAreWechats(String signature, String token, String timestamp, String nonce) {
        assertThat(PushCipher.signature(token, timestamp, nonce)).isEqualTo(signature);
    }

    @Test
    void jsonSampleIsEncryptedAsOnWechatsPage() {
        String encrypted = PushCipher.encrypt(
                KEY_BYTES,
                "a8eedb185eb2fecf",
                "{\"ToUserName\":\"gh_97417a04a28d\",\"FromUserName\":\"o9AgO5Kd5ggOC-bXrbNODIiE3bGY\",\"CreateTime\":1714112445,\"MsgType\":\"event\",\"Event\":\"debug_demo\",\"debug_str\":\"hello world\"}",
                APP);
        assertThat(encrypted)
                .isEqualTo(
                        "+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04=");
        assertThat(PushCipher.signature("AAAAA", "1714112445", "415670741", encrypted))
                .isEqualTo("046e02f8204d34f8ba5fa3b1db94908f3df2e9b3");
    }

    @Test
    void xmlSampleIsEncryptedAsOnWechatsPage() {
        String encrypted = PushCipher.encrypt(
                KEY_BYTES,
                "1205899eaf019bbd",
                "<xml><ToUserName><![CDATA[gh_97417a04a28d]]></ToUserName>\n<FromUserName><![CDATA[o9AgO5Kd5ggOC-bXrbNODIiE3bGY]]></FromUserName>\n<CreateTime>1715943329</CreateTime>\n<MsgType><![CDATA[event]]></MsgType>\n<Event><![CDATA[debug_demo]]></Event>\n<debug_str><![CDATA[hello world]]></debug_str>\n</xml>",
                "wx134c8103faa5a59e");
        assertThat(PushCipher.signature("AAAAA", "1715943329", "1590219412", encrypted))
                .isEqualTo("6c12a4205838198b8fa631b3220723bb07f1015c");
    }

    @Test
    void replySamplesOfWechatAndOfItsSdks() {
        assertThat(PushCipher.encrypt(KEY_BYTES, "707722b803182950", "{\"demo_resp\":\"good luck\"}", APP))
                .isEqualTo("ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ==");
        assertThat(PushCipher.signature(
                        "AAAAA",
                        "1713424427",
                        "415670741",
                        PushCipher.encrypt(
                                KEY_BYTES,
                                "999951349e8ee746",
                                "<xml><demo_resp>[CDATA[good luck]]</demo_resp></xml>",
                                "wx134c8103faa5a59e")))
                .isEqualTo("03e0812039325c2712ef5f0f980fd14c70d6e307");
        assertThat(PushCipher.encrypt(
                        new PushSettings("", "t", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", "safe", "json").key(),
                        "aaaabbbbccccdddd",
                        "我是中文abcd123",
                        "wxb11529c136998cb6"))
                .isEqualTo("jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg==");
        assertThat(PushCipher.encrypt(KEY_BYTES, "0123456789abcdef", "{\"a\":\"xxxxxxxxxxxxxxxxxx\"}", APP))
                .isEqualTo(
                        "uMMzGtqcnpOzXOYBwDQNrflQWSxUMyeLjBfAS3ysYTOHsjx/1DHyQCA7jB1sDM9hMHmUSqm1t+BFaPQB52z85hD/iZ5tcLxciEoctD9xeu8SO0QzkUwYtB9HGYPrWhgX");
    }

    @Test
    void anEventIsSentInPlainWords() {
        configure("plain", "json");

        List<PushAnswer> answers = wechat.system.revoke("alice", "8");

        assertThat(answers).containsExactly(new PushAnswer(200, "success", 1));
        assertThat(received)
                .singleElement()
                .satisfies(request -> assertThat(request)
                        .startsWith("POST /push?signature=")
                        .contains("\"Event\":\"user_authorization_revoke\"", "\"RevokeInfo\":\"8\"")
                        .contains("\"OpenID\":\"" + wechat.system.openIdOf("alice") + "\""));
    }

    @Test
    void aSafePushHidesTheEventAndACompatibleOneDoesNot() {
        configure("safe", "xml");
        PushRequest safe = wechat.system.pushRequest("alice", Map.of("Event", "user_info_modified"));
        assertThat(safe.contentType()).isEqualTo("text/xml");
        assertThat(safe.body())
                .startsWith("<xml><ToUserName>")
                .contains("<Encrypt>")
                .doesNotContain("<Event>");
        assertThat(safe.url().getQuery()).contains("encrypt_type=aes", "msg_signature=");

        configure("compatible", "xml");
        PushRequest compatible = wechat.system.pushRequest("alice", Map.of("Event", "user_info_modified"));
        assertThat(compatible.body()).contains("<Encrypt>", "<Event><![CDATA[user_info_modified]]></Event>");
    }

    @Test
    void theAddressIsCheckedWithAnEcho() {
        configure("safe", "json");

        assertThat(wechat.system.checkPushAddress("4375120948345356249")).isEqualTo("success");
        assertThat(received)
                .singleElement()
                .satisfies(request -> assertThat(request)
                        .startsWith("GET /push?signature=")
                        .contains("&echostr=4375120948345356249"));
    }

    @Test
    void whatIsNotAnsweredIsRepeatedThreeTimes() {
        server.stop(0);
        configure("safe", "json");

        assertThat(wechat.system.modifyInfo("alice")).containsExactly(new PushAnswer(0, "", 4));
    }

    @Test
    void pushesMayBeDroppedDoubledAndOvertaken() {
        configure("plain", "json");
        wechat.system.turn("push-drop", "on");
        assertThat(wechat.system.modifyInfo("alice")).isEmpty();
        wechat.system.turn("push-drop", "off");

        wechat.system.turn("push-duplicate", "on");
        assertThat(wechat.system.modifyInfo("alice")).hasSize(2);
        wechat.system.turn("push-duplicate", "off");
        received.clear();

        wechat.system.turn("push-reorder", "on");
        assertThat(wechat.system.revoke("alice", "6")).isEmpty();
        assertThat(wechat.system.revoke("alice", "8")).hasSize(2);
        assertThat(received).hasSize(2);
        assertThat(received.remove()).contains("\"RevokeInfo\":\"8\"");
        assertThat(received.remove()).contains("\"RevokeInfo\":\"6\"");
    }

    @Test
    void pushesMayBeOddOrForged() {
        configure("plain", "json");
        String good = wechat.system.pushRequest("{}").url().getQuery();
        wechat.system.turn("push-leading-spaces", "on");
        wechat.system.turn("push-numeric-revoke-info", "on");
        wechat.system.turn("push-missing-openid", "on");
        wechat.system.revoke("alice", "8");
        assertThat(received.remove())
                .contains("\" Event\":\" user_authorization_revoke\"", "\"RevokeInfo\":8")
                .doesNotContain("OpenID");

        wechat.system.turn("push-bad-signature", "on");
        assertThat(wechat.system.pushRequest("{}").url().getQuery()).hasSameSizeAs(good);
        wechat.system.turn("push-delay-seconds", "1");
        assertThat(wechat.system.modifyInfo("alice")).hasSize(1);
    }

    @Test
    void mistakesAreTold() {
        assertThatThrownBy(() -> wechat.system.modifyInfo("alice")).hasMessageContaining("no push settings");
        assertThatThrownBy(() -> configure("secret", "json")).hasMessageContaining("mode is plain");
        configure("safe", "json");
        assertThatThrownBy(() -> wechat.system.of("wxnobody").modifyInfo("alice"))
                .hasMessageContaining("unknown app");
    }

    private void configure(String mode, String format) {
        wechat.system.pushTo(
                URI.create("http://localhost:" + server.getAddress().getPort() + "/push"), "AAAAA", KEY, mode, format);
    }
}
