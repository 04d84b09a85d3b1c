package io.weapp.passport.wechatsim;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/** {@code POST /wxa/getpluginopenpid}: the code of a plugin's login becomes what the user is called there. */
final class PluginOpenPid implements Api {

    @Override
    public JsonObject answer(World world, ApiCall call) {
        App app = world.appWithToken(call);
        String value = MsgSecCheck.text(call.posted(), "code");
        Code code = world.codes.find(value, Code.Kind.PLUGIN, Errcode.NOTHING_KNOWN, Errcode.NOTHING_KNOWN);
        if (code.used()) {
            throw new Refusal(Errcode.NOTHING_KNOWN);
        }
        if (!code.appId().equals(app.appId())) {
            throw new Refusal(Errcode.PLUGIN_MISMATCH);
        }
        world.codes.spend(code);
        return Json.createObjectBuilder()
                .add("errcode", 0)
                .add("errmsg", "ok")
                .add("openpid", world.users.named(code.user()).openPidIn(app))
                .build();
    }
}
