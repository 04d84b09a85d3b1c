package io.weapp.passport.wechatsim;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;

/** {@code POST /wxa/getuserriskrank}: how likely is this user up to no good? */
final class RiskRank implements Api {

    @Override
    public JsonObject answer(World world, ApiCall call) {
        App app = world.appWithToken(call);
        JsonObject body = call.posted();
        if (!MsgSecCheck.text(body, "appid").equals(app.appId())) {
            throw new Refusal(Errcode.INVALID_APPID);
        }
        String openId = MsgSecCheck.text(body, "openid");
        if (!openId.matches("o[\\w-]{27}")) {
            throw new Refusal(Errcode.INVALID_OPENID);
        }
        if (!(body.get("scene") instanceof JsonNumber scene) || scene.intValue() < 0 || scene.intValue() > 2) {
            throw new Refusal(Errcode.INVALID_SCENE);
        }
        MsgSecCheck.text(body, "client_ip");
        return Json.createObjectBuilder()
                .add("errcode", 0)
                .add("errmsg", "getuserriskrank succ")
                .add("risk_rank", world.riskRanks.getOrDefault(openId, 0))
                // WeChat spells it so.
                .add("unoin_id", 2258658297L)
                .build();
    }
}
