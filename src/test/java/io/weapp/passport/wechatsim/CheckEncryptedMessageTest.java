package io.weapp.passport.wechatsim;

import static org.assertj.core.api.Assertions.assertThat;

import io.weapp.passport.st.Making;
import io.weapp.passport.st.WechatSystem;
import io.weapp.passport.wechatsim.SimulatedWechat.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Asking WeChat whether an encrypted phone number is its work. */
class CheckEncryptedMessageTest {
    private static final String CHECK = "/wxa/business/checkencryptedmsg";

    @RegisterExtension
    final SimulatedWechat wechat = new SimulatedWechat();

    @Test
    void anEncryptedPhoneNumberIsKnown() throws Exception {
        Answer answer = check(hashOfText(phone()));
        assertThat(answer.json()).containsOnlyKeys("errcode", "errmsg", "vaild", "create_time");
        assertThat(answer.json().getBoolean("vaild")).isTrue();
        assertThat(Instant.ofEpochSecond(answer.json().getInt("create_time")))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    @ParameterizedTest
    @CsvSource({"either, 0, 0", "text, 0, 1", "bytes, 1, 0"})
    void ofWhatTheHashIsTakenIsASwitch(String position, int text, int bytes) throws Exception {
        wechat.system.turn("checkencryptedmsg-hash", position);
        String data = phone();
        assertThat(check(hashOfText(data)).errcode()).isEqualTo(text);
        assertThat(check(hashOfBytes(data)).errcode()).isEqualTo(bytes);
    }

    @Test
    void hashesAreTakenAsInThePublishedSample() {
        String sample =
                "CiyLU1Aw2KjvrjMdj8YKliAjtP4gsMZMQmRzooG2xrDcvSnxIMXFufNstNGTyaGS9uT5geRa0W4oTOb1WT7fJlAC+oNPdbB+"
                        + "3hVbJSRgv+4lGOETKUQz6OYStslQ142dNCuabNPGBzlooOmB231qMM85d2/fV6ChevvXvQP8Hkue1poOFtnEtpyxVLW1zAo6/1Xx1COxF"
                        + "vrc2d7UL/lmHInNlxuacJXwu0fjpXfz/YqYzBIBzD6WUfTIF9GRHpOn/Hz7saL8xz+W//FRAUid1OksQaQx4CMs8LOddcQhULW4ucetDf"
                        + "96JcR3g0gfRK4PC7E/r7Z6xNrXd2UIeorGj5Ef7b1pJAYB6Y5anaHqZ9J6nKEBvB4DnNLIVWSgARns/8wR2SiRS7MNACwTyrGvt9ts8p1"
                        + "2PKFdlqYTopNHR1Vf7XjfhQlVsAJdNiKdYmYVoKlaRv85IfVunYzO0IKXsyl7JCUjCpoG20f0a04COwfneQAGGwd5oa+T8yO5hzuyDb/X"
                        + "cxxmK01EpqOyuxINew==";
        assertThat(hashOfText(sample)).isEqualTo("7842122eb129390ef7ca47b91ae8d142553fc5849eaad857552491f090118a51");
        assertThat(hashOfBytes(sample)).isEqualTo("37d51d3f56b5f78d5d02b7962f669c58dfed703f138aa60a2c3b2a1597ad6c00");
    }

    @Test
    void afterThreeDaysItIsForgotten() throws Exception {
        String data = phone();
        wechat.system.advanceClock(Duration.ofDays(3).minusMinutes(1));
        assertThat(check(hashOfText(data)).errcode()).isZero();
        wechat.system.advanceClock(Duration.ofMinutes(1));
        Answer answer = check(hashOfText(data));
        assertThat(answer.errcode()).isEqualTo(1);
        assertThat(answer.errmsg()).startsWith("data not exit rid: ");
    }

    @Test
    void otherOpenDataAndOtherAppsAreUnknown() throws Exception {
        String steps = wechat.system
                .openDataOf("alice", "{\"stepInfoList\":[]}", Making.NOW)
                .encryptedData();
        String foreign =
                wechat.system.of(WechatSystem.SECOND_APP).phoneDataOf("alice").encryptedData();
        assertThat(check(hashOfText(steps)).errcode()).isEqualTo(1);
        assertThat(check(hashOfText(foreign)).errcode()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "7842122EB129390EF7CA47B91AE8D142553FC5849EAAD857552491F090118A51"})
    void whatIsNoHashIsAnInvalidArgument(String hash) throws Exception {
        assertThat(check(hash).errcode()).isEqualTo(40097);
    }

    @Test
    void faultsShowInTheOrderOfTheChecks() throws Exception {
        assertThat(wechat.get(CHECK).errcode()).isEqualTo(41001);
        String token = wechat.token();
        assertThat(wechat.get(CHECK, "access_token", token).errcode()).isEqualTo(43002);
        assertThat(wechat.post(CHECK, "", "access_token", token).errcode()).isEqualTo(44002);
        assertThat(wechat.post(CHECK, "{}", "access_token", token).errcode()).isEqualTo(47001);
    }

    private String phone() {
        return wechat.system.phoneDataOf("alice").encryptedData();
    }

    private Answer check(String hash) throws Exception {
        return wechat.post(CHECK, "{\"encrypted_msg_hash\":\"" + hash + "\"}", "access_token", wechat.token());
    }

    private static String hashOfText(String data) {
        return PhoneMessages.sha256(data.getBytes(StandardCharsets.UTF_8));
    }

    private static String hashOfBytes(String data) {
        return PhoneMessages.sha256(Base64.getDecoder().decode(data));
    }
}
