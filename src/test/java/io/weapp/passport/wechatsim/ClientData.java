package io.weapp.passport.wechatsim;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Objects;

/** What WeChat hands to a user's client: profile, phone number and other open data, encrypted with a session key. */
record ClientData(World world, User user, App app, SessionKey key) {

    private static final String GREY_AVATAR = "https://thirdwx.qlogo.cn/mmopen/vi_32/"
            + "POgEwh4mIHO4nibH0KlMECNjjGxQUq24ZEaGT4poC6icRiccVGKSyXwibcPq4BWmiaIGuG1icwxaQX6grC9VemZoJ8rg/132";

    static JsonObject watermark(String appId, Instant at) {
        return Json.createObjectBuilder()
                .add("timestamp", at.getEpochSecond())
                .add("appid", appId)
                .build();
    }

    /** {@code wx.getUserProfile}. */
    JsonObject userProfile(JsonObject watermark) {
        return signed(profile(), marked(profile(), watermark));
    }

    /** {@code wx.getUserInfo}, whose encrypted part also names the user. */
    JsonObject userInfo(JsonObject watermark) {
        JsonObjectBuilder named = Json.createObjectBuilder().add("openId", user.openIdIn(app));
        profile().forEach(named::add);
        String unionId = user.unionIdIn(app);
        if (unionId != null) {
            named.add("unionId", unionId);
        }
        return signed(profile(), marked(named.build(), watermark));
    }

    /** The old phone button, which knows no codes. */
    JsonObject phoneNumber(JsonObject watermark) {
        JsonObject data = encrypted(marked(PhoneNumber.info(world, user, app.appId(), Instant.EPOCH), watermark));
        world.phoneMessages.note(app.appId(), data.getString("encryptedData"));
        return data;
    }

    JsonObject openData(JsonObject data, JsonObject watermark) {
        return encrypted(marked(data, watermark));
    }

    private JsonObject profile() {
        JsonObjectBuilder profile = Json.createObjectBuilder()
                .add("nickName", Objects.requireNonNullElse(user.nickName(), "微信用户"))
                .add("gender", 0)
                .add("language", user.nickName() == null ? "" : "zh_CN")
                .add("city", "")
                .add("province", "")
                .add("country", "")
                .add("avatarUrl", Objects.requireNonNullElse(user.avatarUrl(), GREY_AVATAR));
        if (user.nickName() == null) {
            profile.add("is_demote", true);
        }
        return profile.build();
    }

    private static JsonObject marked(JsonObject data, JsonObject watermark) {
        return Json.createObjectBuilder(data).add("watermark", watermark).build();
    }

    private JsonObject signed(JsonObject profile, JsonObject data) {
        String rawData = profile.toString();
        return Json.createObjectBuilder(encrypted(data))
                .add("rawData", rawData)
                .add("signature", key.signatureOf(rawData))
                .build();
    }

    private JsonObject encrypted(JsonObject data) {
        String iv = SessionKey.randomIv();
        return Json.createObjectBuilder()
                .add("encryptedData", key.encrypt(data.toString(), iv))
                .add("iv", iv)
                .build();
    }
}
