package io.weapp.passport.wechatsim;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Instant;

/** {@code POST /wxa/business/getuserphonenumber}: the code of the phone button becomes a phone number. */
final class PhoneNumber implements Api {

    @Override
    public JsonObject answer(World world, ApiCall call) {
        App app = world.appWithToken(call);
        JsonObject body = call.posted();
        Code code = unused(world, text(body, "code"));
        if (!code.appId().equals(app.appId())) {
            throw new Refusal(Errcode.INVALID_APPID);
        }
        User user = world.users.named(code.user());
        if (body.containsKey("openid") && !text(body, "openid").equals(user.openIdIn(app))) {
            throw new Refusal(world.switches.errcode(Switch.PHONE_OPENID_MISMATCH));
        }
        world.codes.spend(code);
        return Json.createObjectBuilder()
                .add("errcode", 0)
                .add("errmsg", "ok")
                .add("phone_info", info(world, user, app.appId(), code.issuedAt()))
                .build();
    }

    /** The phone number with its watermark, as this API tells it and as the old button encrypts it. */
    static JsonObject info(World world, User user, String appId, Instant tappedAt) {
        String code = user.countryCode();
        boolean asText = world.switches.position(Switch.COUNTRY_CODE).equals("text");
        return Json.createObjectBuilder()
                .add("phoneNumber", code.equals("86") ? user.phone() : "+" + code + user.phone())
                .add("purePhoneNumber", user.phone())
                .add("countryCode", asText ? Json.createValue(code) : Json.createValue(Integer.parseInt(code)))
                .add("watermark", ClientData.watermark(appId, tappedAt))
                .build();
    }

    private static Code unused(World world, String value) {
        Code code = world.codes.find(value, Code.Kind.PHONE, Errcode.INVALID_CODE, Errcode.INVALID_CODE);
        if (code.used()) {
            throw new Refusal(Errcode.INVALID_CODE);
        }
        return code;
    }

    private static String text(JsonObject body, String name) {
        if (body.get(name) instanceof JsonString text) {
            return text.getString();
        }
        throw new Refusal(Errcode.DATA_FORMAT);
    }
}
