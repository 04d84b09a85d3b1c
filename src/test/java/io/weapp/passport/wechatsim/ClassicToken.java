package io.weapp.passport.wechatsim;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/** {@code GET /cgi-bin/token}: always a new access token, which retires the one before. */
final class ClassicToken implements Api {

    @Override
    public JsonObject answer(World world, ApiCall call) {
        String appId = call.required("appid", Errcode.APPID_MISSING);
        String secret = call.required("secret", Errcode.APPSECRET_MISSING);
        if (!"client_credential".equals(call.param("grant_type"))) {
            throw new Refusal(Errcode.INVALID_GRANT_TYPE);
        }
        Errcode wrongSecret = world.switches.errcode(Switch.TOKEN_WRONG_SECRET);
        Token token = world.tokens.classic(world.apps.admit(appId, secret, call.clientIp(), wrongSecret));
        return Json.createObjectBuilder()
                .add("access_token", token.value())
                .add("expires_in", world.tokens.secondsLeft(token))
                .build();
    }
}
