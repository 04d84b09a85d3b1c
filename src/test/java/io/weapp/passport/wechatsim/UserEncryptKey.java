package io.weapp.passport.wechatsim;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;

/** {@code GET} or {@code POST /wxa/business/getuserencryptkey}: keys for traffic between client and server. */
final class UserEncryptKey implements Api {

    @Override
    public JsonObject answer(World world, ApiCall call) {
        SignedUser user = SignedUser.of(world, call);
        if (!call.body().isEmpty()) {
            throw new Refusal(Errcode.INVALID_SIGNATURE);
        }
        user.requireSession(world, Errcode.SESSION_KEY_GONE);
        user.requireSignature(world);
        JsonArrayBuilder keys = Json.createArrayBuilder();
        for (EncryptKeys.Key key : world.encryptKeys.newestFirst(user.openId())) {
            keys.add(Json.createObjectBuilder()
                    .add("encrypt_key", key.text())
                    .add("version", key.version())
                    .add("expire_in", world.encryptKeys.secondsLeft(key))
                    .add("iv", key.iv())
                    .add("create_time", key.createdAt().getEpochSecond()));
        }
        return Json.createObjectBuilder()
                .add("errcode", 0)
                .add("errmsg", "ok")
                .add("key_info_list", keys)
                .build();
    }
}
