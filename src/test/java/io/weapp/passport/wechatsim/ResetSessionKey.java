package io.weapp.passport.wechatsim;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/** {@code GET /wxa/resetusersessionkey}: a new session key for the user, the old one dies at once. */
final class ResetSessionKey implements Api {

    @Override
    public JsonObject answer(World world, ApiCall call) {
        SignedUser user = SignedUser.of(world, call);
        user.requireSession(world, Errcode.SESSION_KEY_GONE);
        user.requireSignature(world);
        KeyRing keys = world.sessionKeys.rotate(user.openId(), user.app().appId());
        return Json.createObjectBuilder()
                .add("errcode", 0)
                .add("errmsg", "ok")
                .add("openid", user.openId())
                .add("session_key", keys.current().text())
                .build();
    }
}
