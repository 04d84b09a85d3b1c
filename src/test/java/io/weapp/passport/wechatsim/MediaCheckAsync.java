package io.weapp.passport.wechatsim;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/** {@code POST /wxa/media_check_async}, version 2: takes the address of a picture; the opinion is pushed later. */
final class MediaCheckAsync implements Api {
    private static final int IMAGE = 2;

    @Override
    public JsonObject answer(World world, ApiCall call) {
        App app = world.appWithToken(call);
        JsonObject body = call.posted();
        String openId = MsgSecCheck.checked(world, body);
        if (body.getInt("media_type", 0) != IMAGE) {
            throw new Refusal(Errcode.INVALID_MEDIA_TYPE);
        }
        String traceId = RandomText.HEX.ofLength(8) + "-" + RandomText.HEX.ofLength(8);
        world.contents.take(
                new ContentRules.MediaCheck(traceId, app.appId(), openId, MsgSecCheck.text(body, "media_url")));
        return Json.createObjectBuilder()
                .add("errcode", 0)
                .add("errmsg", "ok")
                .add("trace_id", traceId)
                .build();
    }
}
