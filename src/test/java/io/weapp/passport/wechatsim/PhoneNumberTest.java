package io.weapp.passport.wechatsim;

import static org.assertj.core.api.Assertions.assertThat;

import io.weapp.passport.st.WechatSystem;
import io.weapp.passport.wechatsim.SimulatedWechat.Answer;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {
    private static final String PHONE = "/wxa/business/getuserphonenumber";

    @RegisterExtension
    final SimulatedWechat wechat = new SimulatedWechat();

    @Test
    void aPhoneCodeBecomesAPhoneNumberWithTheWatermarkOfTheTap() throws Exception {
        String code = wechat.system.phoneCodeOf("alice");
        long tappedAt = wechat.system.advanceClock(Duration.ZERO).getEpochSecond();
        wechat.system.advanceClock(Duration.ofMinutes(4));

        Answer answer = exchange(code);
        assertThat(answer.contentType()).isEqualTo("application/json; encoding=utf-8");
        assertThat(answer.errcode()).isZero();
        assertThat(answer.errmsg()).isEqualTo("ok");
        JsonObject info = answer.json().getJsonObject("phone_info");
        assertThat(info.getString("phoneNumber"))
                .matches("138\\d{8}")
                .isEqualTo(info.getString("purePhoneNumber"))
                .isEqualTo(wechat.system.phoneOf("alice"));
        assertThat(info.getString("countryCode")).isEqualTo("86");
        JsonObject watermark = info.getJsonObject("watermark");
        assertThat(watermark.getString("appid")).isEqualTo(SimulatedWechat.APP);
        assertThat(tappedAt - watermark.getInt("timestamp")).isBetween(0L, 5L);
    }

    @Test
    void aForeignNumberCarriesItsCountryCode() throws Exception {
        wechat.system.changePhoneOf("alice", "852", "61234567");
        JsonObject info = exchange(wechat.system.phoneCodeOf("alice")).json().getJsonObject("phone_info");
        assertThat(info.getString("phoneNumber")).isEqualTo("+85261234567");
        assertThat(info.getString("purePhoneNumber")).isEqualTo("61234567");
        assertThat(info.getString("countryCode")).isEqualTo("852");
    }

    @Test
    void theCountryCodeMayBeANumber() throws Exception {
        wechat.system.turn("country-code", "number");
        JsonObject info = exchange(wechat.system.phoneCodeOf("alice")).json().getJsonObject("phone_info");
        assertThat(info.get("countryCode")).isInstanceOf(JsonNumber.class).hasToString("86");
    }

    @Test
    void faultsShowInTheOrderOfTheChecks() throws Exception {
        String expired = wechat.token();
        wechat.system.advanceClock(Duration.ofHours(2));
        String token = wechat.token();
        String foreignCode = wechat.system.of(WechatSystem.SECOND_APP).phoneCodeOf("alice");

        assertThat(wechat.get(PHONE).errcode()).isEqualTo(41001);
        assertThat(wechat.get(PHONE, "access_token", "short").errcode()).isEqualTo(40014);
        Answer unknown = wechat.get(PHONE, "access_token", "66_" + "x".repeat(136));
        assertThat(unknown.errcode()).isEqualTo(40001);
        assertThat(unknown.errmsg())
                .startsWith("invalid credential, access_token is invalid or not latest, could get access_token by"
                        + " getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r rid: ");
        assertThat(wechat.get(PHONE, "access_token", expired).errcode()).isEqualTo(42001);
        assertThat(wechat.get(PHONE, "access_token", token).errcode()).isEqualTo(43002);
        assertThat(post(token, "").errcode()).isEqualTo(44002);
        assertThat(post(token, "{").errcode()).isEqualTo(47001);
        assertThat(post(token, "[]").errcode()).isEqualTo(47001);
        assertThat(post(token, "{}").errcode()).isEqualTo(47001);
        assertThat(post(token, "{\"code\":5}").errcode()).isEqualTo(47001);
        assertThat(exchange("nonsense").errcode()).isEqualTo(40029);
        assertThat(exchange(foreignCode).errcode()).isEqualTo(40013);
    }

    @Test
    void aCodeWorksOnceAndFiveMinutes() throws Exception {
        String used = wechat.system.phoneCodeOf("alice");
        assertThat(exchange(used).errcode()).isZero();
        assertThat(exchange(used).errcode()).isEqualTo(40029);
        assertThat(exchange(wechat.system.expiredPhoneCodeOf("alice")).errcode())
                .isEqualTo(40029);
        String late = wechat.system.phoneCodeOf("alice");
        wechat.system.advanceClock(Duration.ofMinutes(5));
        assertThat(exchange(late).errcode()).isEqualTo(40029);
    }

    @Test
    void aLoginCodeIsNoPhoneCode() throws Exception {
        assertThat(exchange(wechat.system.loginCodeOf("alice")).errcode()).isEqualTo(40029);
    }

    @Test
    void theOpenidOfTheSamePersonIsFine() throws Exception {
        String code = wechat.system.phoneCodeOf("alice");
        assertThat(exchange(code, wechat.system.openIdOf("alice")).errcode()).isZero();
    }

    @Test
    void theOpenidOfSomebodyElseIsNotAndSparesTheCode() throws Exception {
        String code = wechat.system.phoneCodeOf("alice");
        assertThat(exchange(code, wechat.system.openIdOf("bob")).errcode()).isEqualTo(40003);
        assertThat(exchange(code).errcode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {40003, 40029, 40013})
    void whatAForeignOpenidIsAnsweredIsASwitch(int errcode) throws Exception {
        wechat.system.turn("phone-openid-mismatch", String.valueOf(errcode));
        String code = wechat.system.phoneCodeOf("alice");
        assertThat(exchange(code, wechat.system.openIdOf("bob")).errcode()).isEqualTo(errcode);
    }

    private Answer exchange(String code) throws Exception {
        return post(wechat.token(), "{\"code\":\"" + code + "\"}");
    }

    private Answer exchange(String code, String openId) throws Exception {
        return post(wechat.token(), "{\"code\":\"%s\",\"openid\":\"%s\"}".formatted(code, openId));
    }

    private Answer post(String token, String body) throws Exception {
        return wechat.post(PHONE, body, "access_token", token);
    }
}
