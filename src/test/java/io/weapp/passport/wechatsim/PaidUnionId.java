package io.weapp.passport.wechatsim;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/** {@code GET /wxa/getpaidunionid}: the unionid of somebody who paid within the last five minutes. */
final class PaidUnionId implements Api {

    @Override
    public JsonObject answer(World world, ApiCall call) {
        App app = world.appWithToken(call);
        String openId = call.required("openid", Errcode.INVALID_OPENID);
        Payments.Payment payment =
                world.payments.find(call.param("transaction_id"), call.param("mch_id"), call.param("out_trade_no"));
        User payer = world.users.named(payment.user());
        if (!payment.appId().equals(app.appId()) || !payer.openIdIn(app).equals(openId)) {
            throw new Refusal(Errcode.INVALID_TRADE);
        }
        String unionId = payer.unionIdIn(app);
        if (unionId == null) {
            throw new Refusal(Errcode.NOT_IN_OPEN_PLATFORM);
        }
        return Json.createObjectBuilder()
                .add("unionid", unionId)
                .add("errcode", 0)
                .add("errmsg", "ok")
                .build();
    }
}
