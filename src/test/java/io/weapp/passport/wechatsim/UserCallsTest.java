package io.weapp.passport.wechatsim;

import static org.assertj.core.api.Assertions.assertThat;

import io.weapp.passport.st.WechatSystem;
import io.weapp.passport.wechatsim.SimulatedWechat.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What WeChat tells about its users besides the login. */
class UserCallsTest {

    @RegisterExtension
    final SimulatedWechat wechat = new SimulatedWechat();

    @Test
    void whoPaidIsKnownByUnionIdForFiveMinutes() throws Exception {
        WechatSystem.Payment payment = wechat.system.payBy("alice");

        Answer byTransaction = paid("alice", "transaction_id", payment.transactionId());
        Answer byOrder = paid("alice", "mch_id", payment.mchId(), "out_trade_no", payment.outTradeNo());

        assertThat(byTransaction.json().getString("unionid")).isEqualTo(wechat.system.unionIdOf("alice"));
        assertThat(byOrder.json()).isEqualTo(byTransaction.json());
        assertThat(paid("bob", "transaction_id", payment.transactionId()).errcode())
                .isEqualTo(89300);
        assertThat(paid("alice", "transaction_id", "1").errcode()).isEqualTo(89300);
        assertThat(paid("alice").errcode()).isEqualTo(89300);
        wechat.system.hideUnionIdOf("alice");
        assertThat(paid("alice", "transaction_id", payment.transactionId()).errcode())
                .isEqualTo(89002);
        wechat.system.advanceClock(Duration.ofMinutes(5));
        assertThat(paid("alice", "transaction_id", payment.transactionId()).errcode())
                .isEqualTo(89300);
    }

    @Test
    void codeOfAPluginIsGoodOnce() throws Exception {
        String code = wechat.system.pluginCodeOf("alice");

        Answer answer = plugin(code);

        assertThat(answer.json().getString("openpid")).matches("G[\\w-]+");
        assertThat(plugin(code).errcode()).isEqualTo(1007);
        assertThat(plugin(wechat.system.loginCodeOf("alice")).errcode()).isEqualTo(1007);
        assertThat(plugin(wechat.system.of(WechatSystem.SECOND_APP).pluginCodeOf("alice"))
                        .errcode())
                .isEqualTo(1005);
    }

    @Test
    void riskIsWhatATestSays() throws Exception {
        wechat.system.rankRiskOf("alice", 3);
        String alice = wechat.system.openIdOf("alice");

        assertThat(risk(alice, 0).json().getInt("risk_rank")).isEqualTo(3);
        assertThat(risk(alice, 0).errmsg()).isEqualTo("getuserriskrank succ");
        assertThat(risk(wechat.system.openIdOf("bob"), 2).json().getInt("risk_rank"))
                .isZero();
        assertThat(risk("nobody", 0).errcode()).isEqualTo(40003);
        assertThat(risk(alice, 3).errcode()).isEqualTo(40129);
    }

    private Answer paid(String user, String... payment) throws Exception {
        String[] params = new String[payment.length + 4];
        params[0] = "access_token";
        params[1] = wechat.token();
        params[2] = "openid";
        params[3] = wechat.system.openIdOf(user);
        System.arraycopy(payment, 0, params, 4, payment.length);
        return wechat.get("/wxa/getpaidunionid", params);
    }

    private Answer plugin(String code) throws Exception {
        return wechat.post("/wxa/getpluginopenpid", "{\"code\":\"" + code + "\"}", "access_token", wechat.token());
    }

    private Answer risk(String openId, int scene) throws Exception {
        String body = "{\"appid\":\"%s\",\"openid\":\"%s\",\"scene\":%d,\"client_ip\":\"203.0.113.7\"}";
        return wechat.post(
                "/wxa/getuserriskrank",
                body.formatted(SimulatedWechat.APP, openId, scene),
                "access_token",
                wechat.token());
    }
}
