package io.weapp.passport.wechatsim;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Instant;

/** {@code POST /wxa/business/checkencryptedmsg}: did WeChat encrypt this phone number, lately and for this app? */
final class CheckEncryptedMessage implements Api {

    @Override
    public JsonObject answer(World world, ApiCall call) {
        App app = world.appWithToken(call);
        JsonObject body = call.posted();
        if (!(body.get("encrypted_msg_hash") instanceof JsonString hash)) {
            throw new Refusal(Errcode.DATA_FORMAT);
        }
        if (!hash.getString().matches("[0-9a-f]{64}")) {
            throw new Refusal(Errcode.INVALID_ARGS);
        }
        Instant created = world.phoneMessages.createdAt(app.appId(), hash.getString());
        // WeChat spells it so.
        return Json.createObjectBuilder()
                .add("errcode", 0)
                .add("errmsg", "ok")
                .add("vaild", true)
                .add("create_time", created.getEpochSecond())
                .build();
    }
}
