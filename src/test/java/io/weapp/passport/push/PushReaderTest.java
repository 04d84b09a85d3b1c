package io.weapp.passport.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weapp.passport.problem.ProblemException;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushReaderTest {

    private static final String REVOKED_JSON =
            "{\"ToUserName\":\"gh_870882ca4b1\",\"FromUserName\":\"oaKk346BaWE-eIn4oSRWbaM9vR7s\",\"CreateTime\":1627359464,\"MsgType\":\"event\",\"Event\":\"user_authorization_revoke\",\"OpenID\":\"oaKk343WOktAaT2ygsX138BGblrg\",\"AppID\":\"wx13974bf780d3dc89\",\"RevokeInfo\":\"1\",\"PluginID\":\"wx13974bf780d3dc89\",\"OpenPID\":\" G7esq5NVzP76HIHoB95t4CVBP6to\"}";
    private static final String REVOKED_XML =
            "<xml><ToUserName><![CDATA[gh_870882ca4b1]]></ToUserName><FromUserName><![CDATA[owAqB1v0ahK_Xlc7GshIDdf2yf7E]]></FromUserName><CreateTime>1626857200</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[user_authorization_revoke]]></Event><OpenID><![CDATA[owAqB1nqaOYYWl0Ng484G2z5NIwU]]></OpenID><AppID><![CDATA[wx13974bf780d3dc89]]></AppID><RevokeInfo><![CDATA[1]]></RevokeInfo><PluginID><![CDATA[wx13974bf780d3dc89]]></PluginID><OpenPID><![CDATA[G7esq5NVzP76HIHoB95t4CVBP6to]]></OpenPID></xml>";
    private static final String CHECKED =
            "{\"ToUserName\":\"gh_9df7d78a1234\",\"FromUserName\":\"o4_t144jTUSEoxydysUA2E234_tc\",\"CreateTime\":1626959646,\"MsgType\":\"event\",\"Event\":\"wxa_media_check\",\"appid\":\"wx8f16a5be77871234\",\"trace_id\":\"60f96f1d-3845297a-1976a3ae\",\"version\":2,\"detail\":[{\"strategy\":\"content_model\",\"errcode\":0,\"suggest\":\"pass\",\"label\":100,\"prob\":90}],\"errcode\":0,\"errmsg\":\"ok\",\"result\":{\"suggest\":\"pass\",\"label\":100}}";

    @Test
    @DisplayName("R20.3 WeChat's JSON sample of a revocation is read, without the blank in OpenPID")
    void revocationInJson() {
        PushMessage message = PushReader.read(REVOKED_JSON);

        assertThat(message.event()).isEqualTo("user_authorization_revoke");
        assertThat(message.get("OpenID")).isEqualTo("oaKk343WOktAaT2ygsX138BGblrg");
        assertThat(message.get("RevokeInfo")).isEqualTo("1");
        assertThat(message.get("OpenPID")).isEqualTo("G7esq5NVzP76HIHoB95t4CVBP6to");
        assertThat(message.createdAt()).isEqualTo(Instant.ofEpochSecond(1627359464));
        assertThat(message.fields()).hasSize(10);
    }

    @Test
    @DisplayName("R20.3 WeChat's XML sample of a revocation is read")
    void revocationInXml() {
        PushMessage message = PushReader.read(REVOKED_XML);

        assertThat(message.event()).isEqualTo("user_authorization_revoke");
        assertThat(message.get("OpenID")).isEqualTo("owAqB1nqaOYYWl0Ng484G2z5NIwU");
        assertThat(message.get("RevokeInfo")).isEqualTo("1");
        assertThat(message.createdAt()).isEqualTo(Instant.ofEpochSecond(1626857200));
        assertThat(message.fields()).hasSize(10);
    }

    @Test
    @DisplayName("R20.3 fields inside fields get a name, with a number from the second on, in JSON and XML alike")
    void nestedFields() {
        PushMessage message = PushReader.read(CHECKED);
        assertThat(message.get("result.suggest")).isEqualTo("pass");
        assertThat(message.get("result.label")).isEqualTo("100");
        assertThat(message.get("detail.strategy")).isEqualTo("content_model");

        PushMessage json = PushReader.read("{\"detail\":[{\"label\":100},{\"label\":20002}],\"tags\":[[\"a\"],\"b\"]}");
        PushMessage xml = PushReader.read(
                "<xml><detail><label>100</label></detail><detail><label>20002</label></detail><tags>a</tags><tags>b</tags></xml>");
        assertThat(json.fields()).containsOnlyKeys("detail.label", "detail.2.label", "tags", "tags.2");
        assertThat(xml.fields()).isEqualTo(json.fields());
    }

    @ParameterizedTest
    @DisplayName("R20.3 case, blanks, numbers, byte order marks, prologues and comments make no difference")
    @ValueSource(
            strings = {
                "{\"Event\":\"e\",\"MsgType\":\"event\",\"OpenID\":\"o1\",\"RevokeInfo\":\"8\"}",
                " {\" event \":\" e\",\"MSGTYPE\":\"event \",\" openid\":\" o1 \",\"revokeInfo\": 8 }",
                "\uFEFF{\"Event\":\"e\",\"MsgType\":\"event\",\"OpenID\":\"o1\",\"RevokeInfo\":\"8\",\"x\":null}",
                "<xml><Event>e</Event><MsgType>event</MsgType><OpenID>o1</OpenID><RevokeInfo>8</RevokeInfo></xml>",
                "<?xml version=\"1.0\" encoding=\"GBK\"?>\n<xml>\n <event><![CDATA[ e]]></event>\n"
                        + "<msgtype>event</msgtype><openid>o<![CDATA[1]]></openid>\n<revokeinfo>&#56;</revokeinfo><!-- -->\n</xml>\n",
                "< xml>< Event>e</ Event>< MsgType>event</MsgType>< OpenID> o1</OpenID>< RevokeInfo>8</RevokeInfo></xml>"
            })
    void sameMessage(String text) {
        PushMessage message = PushReader.read(text);

        assertThat(message.event()).isEqualTo("e");
        assertThat(message.get("OpenID")).isEqualTo("o1");
        assertThat(message.get("RevokeInfo")).isEqualTo("8");
        assertThat(message.fields()).hasSize(4);
    }

    @Test
    void whatIsStoredIsReadBackAsItWas() {
        PushMessage message =
                PushReader.read("{\"a\":[{\"b\":\"\\u4e2d \\\"\"},{\"B\":2}],\"c.d\":true,\"c\":{\"d\":false}}");

        assertThat(PushReader.read(message.json()).fields()).isEqualTo(message.fields());
        assertThat(message.toString()).contains("c.d").doesNotContain("中");
    }

    @Test
    void aMessageOfAUserIsNoEvent() {
        PushMessage message =
                PushReader.read("{\"MsgType\":\"text\",\"Event\":\"user_info_modified\",\"CreateTime\":\"soon\"}");

        assertThat(message.event()).isNull();
        assertThat(message.createdAt()).isNull();
        assertThat(PushReader.read("{\"CreateTime\":9223372036854775807}").createdAt())
                .isNull();
    }

    @ParameterizedTest
    @DisplayName("R20.3 document types and entities are refused")
    @ValueSource(
            strings = {
                "<!DOCTYPE xml><xml><a>1</a></xml>",
                "< !DOCTYPE xml><xml><a>1</a></xml>",
                "<!DOCTYPE xml SYSTEM \"http://localhost:1/x.dtd\"><xml><a>1</a></xml>",
                "<!DOCTYPE xml [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><xml><a>&f;</a></xml>",
                "<!DOCTYPE xml [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\"><!ENTITY c \"&b;&b;\">]><xml><a>&c;</a></xml>",
                "<!DOCTYPE xml [<!ENTITY % p SYSTEM \"http://localhost:1/\"> %p;]><xml><a>1</a></xml>",
                "<xml><a>&undeclared;</a></xml>"
            })
    void entitiesAreRefused(String text) {
        assertRefused(text);
    }

    @ParameterizedTest
    @DisplayName("R20.3 what is no message is refused")
    @ValueSource(
            strings = {
                "",
                " ",
                "success",
                "[]",
                "[{\"a\":1}]",
                "{",
                "{}x",
                "{\"a\":1}{\"b\":2}",
                "\"a\"",
                "{\"a\"",
                "{\"a\":[1}",
                "<",
                "<xml>",
                "<xml><a>1</b></xml>",
                "<xml><a>1</a></xml><xml/>",
                "<xml><a>\u0001</a></xml>",
                "null",
                "{\"a\":[1,"
            })
    void noMessage(String text) {
        assertRefused(text);
    }

    @Test
    @DisplayName("R20.3 depth, number and length of names are bounded")
    void boundsHold() {
        assertRefused("{\"a\":".repeat(9) + "1" + "}".repeat(9));
        assertRefused("{\"a\":" + "[".repeat(30_000));
        assertRefused("<a>".repeat(10) + "</a>".repeat(10));
        assertRefused("<a>".repeat(20_000));
        assertRefused("{\"" + "a".repeat(201) + "\":1}");
        assertRefused("{\"a\":[" + "1,".repeat(500) + "1]}");
        assertThat(PushReader.read("{\"a\":[" + "1,".repeat(499) + "1]}").fields())
                .hasSize(500);
    }

    private static void assertRefused(String text) {
        assertThatThrownBy(() -> PushReader.read(text))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("invalid_request");
    }
}
