package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;

import io.weapp.passport.st.LoginSystem.LoggedIn;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;

/** What a mini program asks and tells about its user. */
record UserInfoSystem(LoginSystem http) {

    private static final String ME = "/api/v1/me";

    static UserInfoSystem shared() {
        return new UserInfoSystem(LoginSystem.shared());
    }

    Answer profile(LoggedIn me) {
        return http.get(ME, me.accessToken());
    }

    Answer show(LoggedIn me, WechatSystem.UserInfo info) {
        return show(me, fieldsOf(info));
    }

    Answer show(LoggedIn me, JsonObjectBuilder info) {
        return post(me, "/profile", info);
    }

    static JsonObjectBuilder fieldsOf(WechatSystem.UserInfo info) {
        return Json.createObjectBuilder()
                .add("rawData", info.rawData())
                .add("signature", info.signature())
                .add("encryptedData", info.encryptedData())
                .add("iv", info.iv());
    }

    Answer openData(LoggedIn me, WechatSystem.OpenData data) {
        return openData(me, data.encryptedData(), data.iv());
    }

    Answer openData(LoggedIn me, String encryptedData, String iv) {
        return post(
                me,
                "/open-data",
                Json.createObjectBuilder().add("encryptedData", encryptedData).add("iv", iv));
    }

    Answer signature(LoggedIn me, String data) {
        return post(me, "/signature", Json.createObjectBuilder().add("data", data));
    }

    Answer keyState(LoggedIn me) {
        return http.get(ME + "/wechat-key", me.accessToken());
    }

    Answer phoneByCode(LoggedIn me, String code) {
        return post(me, "/phone", Json.createObjectBuilder().add("code", code));
    }

    Answer renewPhone(LoggedIn me, String code) {
        return post(me, "/phone", Json.createObjectBuilder().add("code", code).add("renew", true));
    }

    Answer phoneByData(LoggedIn me, WechatSystem.OpenData data) {
        return post(
                me,
                "/phone",
                Json.createObjectBuilder()
                        .add("encryptedData", data.encryptedData())
                        .add("iv", data.iv()));
    }

    /** Gives a phone number; it must succeed. */
    void givePhone(LoggedIn me, String code) {
        Answer answer = renewPhone(me, code);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    Answer phone(LoggedIn me) {
        return http.get(ME + "/phone", me.accessToken());
    }

    Answer removePhone(LoggedIn me) {
        return http.delete(ME + "/phone", me.accessToken());
    }

    Answer post(LoggedIn me, String path, JsonObjectBuilder body) {
        return post(me, path, body.build().toString());
    }

    Answer post(LoggedIn me, String path, String body) {
        return http.post(ME + path, body, LoginSystem.bearer(me.accessToken()));
    }
}
