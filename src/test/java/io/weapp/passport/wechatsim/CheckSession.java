package io.weapp.passport.wechatsim;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/** {@code GET /wxa/checksession}: is this still the user's session key? */
final class CheckSession implements Api {

    @Override
    public JsonObject answer(World world, ApiCall call) {
        SignedUser user = SignedUser.of(world, call);
        user.requireSession(world, Errcode.INVALID_SIGNATURE);
        user.requireSignature(world);
        return Json.createObjectBuilder().add("errcode", 0).add("errmsg", "ok").build();
    }
}
