package io.weapp.passport.wechatsim;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** {@code GET /sns/jscode2session}: the code of {@code wx.login} becomes an openid and a session key. */
final class CodeToSession implements Api {

    @Override
    public JsonObject answer(World world, ApiCall call) {
        String appId = call.required("appid", Errcode.APPID_MISSING);
        String secret = call.required("secret", Errcode.APPSECRET_MISSING);
        String jsCode = call.required("js_code", Errcode.CODE_MISSING);
        if (!"authorization_code".equals(call.param("grant_type"))) {
            throw new Refusal(Errcode.INVALID_GRANT_TYPE);
        }
        App app = world.apps.admit(appId, secret, call.clientIp(), Errcode.INVALID_APPSECRET);
        world.apps.countAgainstQuota(app);
        return sessionOf(world, app, spend(world, app, jsCode));
    }

    private static User spend(World world, App app, String jsCode) {
        Code code = world.codes.find(
                jsCode, Code.Kind.LOGIN, Errcode.INVALID_CODE, world.switches.errcode(Switch.EXPIRED_CODE));
        if (code.used()) {
            throw new Refusal(Errcode.CODE_BEEN_USED);
        }
        if (!code.appId().equals(app.appId())) {
            throw new Refusal(Errcode.INVALID_APPID);
        }
        User user = world.users.named(code.user());
        if (user.blocked()) {
            throw new Refusal(Errcode.USER_BLOCKED);
        }
        world.codes.spend(code);
        return user;
    }

    private static JsonObject sessionOf(World world, App app, User user) {
        String openId = user.openIdIn(app);
        String unionId = user.unionIdIn(app);
        world.contents.visited(openId);
        JsonObjectBuilder session = Json.createObjectBuilder()
                .add(
                        "session_key",
                        world.sessionKeys.exchanged(openId, app.appId()).text())
                .add("openid", openId);
        if (unionId != null) {
            session.add("unionid", unionId);
        }
        if (world.switches.isOn(Switch.CODE2SESSION_ERRCODE_ZERO)) {
            session.add("errcode", 0).add("errmsg", "ok");
        }
        return session.build();
    }
}
