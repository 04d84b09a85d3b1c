package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;

import io.weapp.passport.st.LoginSystem.LoggedIn;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneST {

    private static final int QUOTA = 5;

    private final LoginSystem login = LoginSystem.shared();
    private final UserInfoSystem info = UserInfoSystem.shared();
    private final WechatSystem wechat = TestBed.wechat();
    private final AuditSystem audit = new AuditSystem();
    private final Database database = Database.shared();
    private final String user = "phone-" + UUID.randomUUID();
    private final String number = wechat.phoneOf(user);
    private final String masked = number.substring(0, 3) + "******" + number.substring(9);
    private final LoggedIn me = login.loggedIn(user);

    @AfterEach
    void calm() {
        wechat.heal();
        wechat.turn("phone-openid-mismatch", "40003");
        wechat.turn("country-code", "text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "number"})
    @DisplayName("R40.1 a code becomes a phone number, whole for its owner and masked in the profile")
    void codeBecomesANumber(String countryCode) {
        wechat.turn("country-code", countryCode);

        Answer answer = info.phoneByCode(me, wechat.phoneCodeOf(user));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().keySet()).containsExactlyInAnyOrder("countryCode", "phone", "verifiedAt");
        assertThat(answer.text("countryCode")).isEqualTo("86");
        assertThat(answer.text("phone")).isEqualTo(number);
        assertThat(Instant.parse(answer.text("verifiedAt")))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(info.phone(me).json()).isEqualTo(answer.json());
        assertThat(info.profile(me).text("phone")).isEqualTo(masked);
        assertThat(info.profile(me).json().getBoolean("phoneVerified")).isTrue();
        assertThat(login.loggedIn(user).answer().json().getJsonObject("user").getString("phone"))
                .isEqualTo(masked);
        assertThat(wechat.calls(WechatSystem.PHONE_NUMBER).last().body().get("openid"))
                .isEqualTo(wechat.openIdOf(user));
        assertThat(audit.one("type=phone_verified&userId=" + me.userId()).getString("reason"))
                .isEqualTo("code");
    }

    @Test
    @DisplayName("R40.1 in the database the number is sealed")
    void numberIsSealed() {
        info.givePhone(me, wechat.phoneCodeOf(user));
        String row =
                "select concat(phone_number, ' ', number_index, ' ', full_index, ' ', source_mark, ' ', phone_hint)"
                        + " from phone p join identity i on i.id = p.identity_id where i.user_id = ?";

        assertThat(database.text(row, me.userId()))
                .doesNotContain(number, masked)
                .contains("v1.");
    }

    @Test
    @DisplayName(
            "R40.5 the old button's data does it too; the same again gets the same answer, once it is removed none")
    void oldButtonWorks() {
        WechatSystem.OpenData data = wechat.phoneDataOf(user);

        List<Answer> answers = LoginSystem.atOnce(4, () -> info.phoneByData(me, data));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers).extracting(Answer::json).containsOnly(info.phone(me).json());
        assertThat(info.phone(me).text("phone")).isEqualTo(number);
        assertThat(audit.one("type=phone_verified&userId=" + me.userId()).getString("reason"))
                .isEqualTo("open_data");
        info.removePhone(me);
        Problems.assertProblem(info.phoneByData(me, data), 409, "open_data_replayed", "reauthorize");
    }

    @Test
    @DisplayName("R41.1 the old button's data fails by name")
    void oldButtonFailsByName() {
        Problems.assertProblem(
                info.phoneByData(me, wechat.phoneDataOf(user, Making.WITH_WRONG_KEY)),
                409,
                "session_key_stale",
                "login");
        Problems.assertProblem(
                info.phoneByData(me, wechat.phoneDataOf(user, Making.forApp(WechatSystem.SECOND_APP))),
                400,
                "open_data_foreign",
                "reauthorize");
        Problems.assertProblem(info.phone(me), 404, "not_found", "none");
    }

    @Test
    @DisplayName("R40.6 a removed number is gone")
    void removedNumberIsGone() {
        info.givePhone(me, wechat.phoneCodeOf(user));

        assertThat(info.removePhone(me).status()).isEqualTo(204);
        assertThat(info.removePhone(me).status()).isEqualTo(204);

        Problems.assertProblem(info.phone(me), 404, "not_found", "none");
        assertThat(info.profile(me).json()).doesNotContainKey("phone");
        assertThat(info.profile(me).json().getBoolean("phoneVerified")).isFalse();
        assertThat(database.number(
                        "select count(*) from phone p join identity i on i.id = p.identity_id" + " where i.user_id = ?",
                        me.userId()))
                .isZero();
        assertThat(found(number)).isEmpty();
        assertThat(audit.all("type=phone_removed&userId=" + me.userId(), 10)).hasSize(1);
    }

    @Test
    @DisplayName("R40.3 with a number stored WeChat is asked only for a renewal")
    void storedNumberNeedsNoCall() {
        info.givePhone(me, wechat.phoneCodeOf(user));
        int calls = wechat.calls(WechatSystem.PHONE_NUMBER).total();
        wechat.changePhoneOf(user, "852", "61234567");
        String code = wechat.phoneCodeOf(user);

        assertThat(info.phoneByCode(me, code).text("phone")).isEqualTo(number);
        assertThat(wechat.calls(WechatSystem.PHONE_NUMBER).total()).isEqualTo(calls);

        Answer renewed = info.renewPhone(me, code);
        assertThat(renewed.text("phone")).isEqualTo("61234567");
        assertThat(renewed.text("countryCode")).isEqualTo("852");
        assertThat(info.profile(me).text("phone")).isEqualTo("612***67");
    }

    @Test
    @DisplayName("R40.4 the same code again, or many times at once, makes one exchange and one answer")
    void sameCodeIsOneExchange() {
        String code = wechat.phoneCodeOf(user);
        int calls = wechat.calls(WechatSystem.PHONE_NUMBER).total();
        wechat.delay(WechatSystem.PHONE_NUMBER, Duration.ofMillis(500), 1);

        List<Answer> answers = LoginSystem.atOnce(6, () -> info.renewPhone(me, code));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers).extracting(Answer::json).containsOnly(answers.get(0).json());
        assertThat(info.renewPhone(me, code).json()).isEqualTo(answers.get(0).json());
        assertThat(wechat.calls(WechatSystem.PHONE_NUMBER).total()).isEqualTo(calls + 1);
        info.removePhone(me);
        Problems.assertProblem(info.phoneByCode(me, code), 400, "phone_code_invalid", "reauthorize");
    }

    @ParameterizedTest
    @ValueSource(strings = {"40003", "40029", "40013"})
    @DisplayName("R40.2 another user's code is refused, recorded, not counted, and stays good for its owner")
    void codeOfAnotherUserIsRefused(String errcode) {
        wechat.turn("phone-openid-mismatch", errcode);
        String other = user + "-other";
        String code = wechat.phoneCodeOf(other);

        Answer refused = info.phoneByCode(me, code);

        Problems.assertProblem(refused, 400, "phone_code_invalid", "reauthorize");
        assertThat(refused.json().getJsonObject("wechat").getInt("errcode")).isEqualTo(Integer.parseInt(errcode));
        JsonObject event = audit.one("type=phone_refused&userId=" + me.userId());
        assertThat(event.getString("reason")).isEqualTo("phone_code_invalid");
        assertThat(event.getString("wechatRid")).isNotBlank();
        assertThat(exchanges()).isZero();
        assertThat(info.phoneByCode(login.loggedIn(other), code).status()).isEqualTo(200);
    }

    @Test
    void wrongUsedExpiredAndForeignCodesAreRefused() {
        String used = wechat.phoneCodeOf(user);
        info.givePhone(login.loggedIn(user), used);
        info.removePhone(me);

        for (String code : List.of(
                "no-such-code",
                "mit Leerzeichen",
                "微信",
                used,
                wechat.expiredPhoneCodeOf(user),
                wechat.loginCodeOf(user),
                wechat.of(WechatSystem.SECOND_APP).phoneCodeOf(user))) {
            Problems.assertProblem(info.phoneByCode(me, code), 400, "phone_code_invalid", "reauthorize");
        }
        assertThat(exchanges()).isEqualTo(1);
    }

    @Test
    @DisplayName("R40.2 so many exchanges a day, and no more; the answer says when")
    void quotaIsKept() {
        for (int i = 0; i < QUOTA; i++) {
            info.givePhone(me, wechat.phoneCodeOf(user));
        }
        int calls = wechat.calls(WechatSystem.PHONE_NUMBER).total();

        Answer refused = info.renewPhone(me, wechat.phoneCodeOf(user));

        Problems.assertRetryLater(refused, 429, "phone_quota_exceeded");
        assertThat(refused.json().getInt("retryAfter")).isBetween(86_000, 86_400);
        assertThat(wechat.calls(WechatSystem.PHONE_NUMBER).total()).isEqualTo(calls);
        assertThat(info.phoneByCode(me, "whatever").text("phone")).isEqualTo(number);
        assertThat(info.phoneByData(me, wechat.phoneDataOf(user)).status()).isEqualTo(200);

        database.change(
                "update phone_exchange set started_at = started_at - 86400000 where identity_id ="
                        + " (select identity_id from login_session where id = ?)",
                me.sessionId());
        info.givePhone(me, wechat.phoneCodeOf(user));
    }

    @Test
    @DisplayName("R40.2 twenty codes at once get no further than the quota")
    void quotaHoldsUnderLoad() {
        List<Answer> answers = LoginSystem.atOnce(20, () -> info.renewPhone(me, wechat.phoneCodeOf(user)));

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(QUOTA);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .hasSize(20 - QUOTA)
                .allSatisfy(answer -> Problems.assertRetryLater(answer, 429, "phone_quota_exceeded"));
    }

    @Test
    @DisplayName("R40.2 an exchange whose answer was lost counts, and is not repeated by itself")
    void lostAnswerCounts() {
        String code = wechat.phoneCodeOf(user);
        wechat.loseReply(WechatSystem.PHONE_NUMBER, 1);
        int calls = wechat.calls(WechatSystem.PHONE_NUMBER).total();

        Problems.assertRetryLater(info.phoneByCode(me, code), 503, "wechat_unavailable");

        assertThat(wechat.calls(WechatSystem.PHONE_NUMBER).total()).isEqualTo(calls + 1);
        assertThat(exchanges()).isEqualTo(1);
        Problems.assertProblem(info.phoneByCode(me, code), 400, "phone_code_invalid", "reauthorize");
        assertThat(exchanges()).isEqualTo(1);
    }

    @Test
    @DisplayName("R40.2 what WeChat has not seen can be sent again, and counts once")
    void cutBeforeWorkCanBeSentAgain() {
        String code = wechat.phoneCodeOf(user);
        wechat.cutBeforeWork(WechatSystem.PHONE_NUMBER, 1);

        Problems.assertRetryLater(info.phoneByCode(me, code), 503, "wechat_unavailable");

        assertThat(info.phoneByCode(me, code).text("phone")).isEqualTo(number);
        assertThat(exchanges()).isEqualTo(1);
    }

    @Test
    @DisplayName("R40.2 busy is neither yes nor no: it counts; too often is a no")
    void busyCounts() {
        String code = wechat.phoneCodeOf(user);
        wechat.failNext(WechatSystem.PHONE_NUMBER, -1, 1);
        Problems.assertRetryLater(info.phoneByCode(me, code), 503, "wechat_busy");
        assertThat(exchanges()).isEqualTo(1);
        assertThat(info.phoneByCode(me, code).status()).isEqualTo(200);

        wechat.failNext(WechatSystem.PHONE_NUMBER, 45011, 1);
        Problems.assertRetryLater(info.renewPhone(me, wechat.phoneCodeOf(user)), 503, "wechat_busy");
        assertThat(exchanges()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"errcode\":0}",
                "{\"errcode\":0,\"phone_info\":5}",
                "{\"errcode\":0,\"phone_info\":{}}",
                "{\"errcode\":0,\"phone_info\":{\"purePhoneNumber\":\"<b>\",\"countryCode\":\"86\"}}",
                "{\"errcode\":0,\"phone_info\":{\"purePhoneNumber\":\"13580006666\",\"countryCode\":\"8a\"}}",
                "[]",
                ""
            })
    @DisplayName("R6.2 a lying WeChat is an unavailable one")
    void lieIsNoNumber(String lie) {
        wechat.lie(WechatSystem.PHONE_NUMBER, 200, "application/json", lie, 1);

        Problems.assertRetryLater(info.phoneByCode(me, wechat.phoneCodeOf(user)), 503, "wechat_unavailable");
        Problems.assertProblem(info.phone(me), 404, "not_found", "none");
    }

    @Test
    @DisplayName("R40.1 operators find a user by the number, however it is written, and see it masked")
    void operatorsFindByNumber() {
        info.givePhone(me, wechat.phoneCodeOf(user));

        for (String typed : List.of(
                number,
                "86" + number,
                "%2B86" + number,
                "%2B86%20" + number.substring(0, 3) + "-" + number.substring(3))) {
            assertThat(found(typed)).containsExactly(me.userId());
        }
        assertThat(found(number.substring(1))).isEmpty();
        assertThat(found("abc")).isEmpty();
        JsonObject detail = AdminSystem.shared().get("/users/" + me.userId()).json();
        JsonObject identity = detail.getJsonArray("identities").getJsonObject(0);
        assertThat(identity.getString("phone")).isEqualTo(masked);
        assertThat(detail.toString()).doesNotContain(number);
    }

    @Test
    @DisplayName("R23.3 a service sees the whole number only with phone:read")
    void servicesNeedTheScope() {
        info.givePhone(me, wechat.phoneCodeOf(user));
        String path = "/api/v1/users/" + me.userId();

        JsonObject without = identitySeenBy("users:read", path);
        JsonObject with = identitySeenBy("users:read phone:read", path);

        assertThat(without.getString("phone")).isEqualTo(masked);
        assertThat(without).doesNotContainKey("phoneCountryCode");
        assertThat(with.getString("phone")).isEqualTo(number);
        assertThat(with.getString("phoneCountryCode")).isEqualTo("86");
    }

    private JsonObject identitySeenBy(String scopes, String path) {
        return login.get(path, Staff.shared().serviceToken(scopes))
                .json()
                .getJsonArray("identities")
                .getJsonObject(0);
    }

    private List<String> found(String phone) {
        return AdminSystem.shared().all("/users?phone=" + phone, 10).stream()
                .map(each -> each.getString("id"))
                .toList();
    }

    private long exchanges() {
        return database.number(
                "select count(*) from phone_exchange where identity_id ="
                        + " (select identity_id from login_session where id = ?)",
                me.sessionId());
    }
}
