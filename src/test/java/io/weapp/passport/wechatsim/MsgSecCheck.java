package io.weapp.passport.wechatsim;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;

/** {@code POST /wxa/msg_sec_check}, version 2: is this text fit to be seen? */
final class MsgSecCheck implements Api {
    private static final int MAX_LENGTH = 2500;

    @Override
    public JsonObject answer(World world, ApiCall call) {
        world.appWithToken(call);
        JsonObject body = call.posted();
        String openId = checked(world, body);
        String content = text(body, "content");
        if (content.isEmpty() || content.length() > MAX_LENGTH || openId.isEmpty()) {
            throw new Refusal(Errcode.DATA_FORMAT);
        }
        return Json.createObjectBuilder()
                .add("errcode", 0)
                .add("errmsg", "ok")
                .add("result", world.contents.on(content).json())
                .add("trace_id", RandomText.HEX.ofLength(8))
                .build();
    }

    /** What both checks ask for; gives the openid. */
    static String checked(World world, JsonObject body) {
        if (body.getInt("version", 0) != 2) {
            throw new Refusal(Errcode.DATA_FORMAT);
        }
        int scene = body.getInt("scene", 0);
        if (scene < 1 || scene > 4) {
            throw new Refusal(Errcode.INVALID_SCENE);
        }
        String openId = text(body, "openid");
        if (!openId.matches("o[\\w-]{27}")) {
            throw new Refusal(Errcode.INVALID_OPENID);
        }
        world.contents.requireVisit(openId);
        return openId;
    }

    static String text(JsonObject body, String name) {
        if (body.get(name) instanceof JsonString text) {
            return text.getString();
        }
        throw new Refusal(Errcode.DATA_FORMAT);
    }
}
