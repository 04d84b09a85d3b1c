package io.weapp.passport.wechatsim;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/** {@code POST /cgi-bin/stable_token}: the same access token for everybody who asks, until its last five minutes. */
final class StableToken implements Api {

    @Override
    public JsonObject answer(World world, ApiCall call) {
        JsonObject body = call.posted();
        String appId = required(body, "appid", Errcode.APPID_MISSING);
        String secret = required(body, "secret", Errcode.APPSECRET_MISSING);
        if (!required(body, "grant_type", Errcode.INVALID_GRANT_TYPE).equals("client_credential")) {
            throw new Refusal(Errcode.INVALID_GRANT_TYPE);
        }
        boolean force = forced(body);
        App app = world.apps.admit(appId, secret, call.clientIp(), Errcode.INVALID_APPSECRET);
        Token token = force ? world.tokens.forced(app) : world.tokens.stable(app);
        return Json.createObjectBuilder()
                .add("access_token", token.value())
                .add("expires_in", world.tokens.secondsLeft(token))
                .build();
    }

    private static String required(JsonObject body, String name, Errcode missing) {
        JsonValue value = body.getOrDefault(name, JsonValue.NULL);
        if (value.getValueType() == JsonValue.ValueType.NULL) {
            throw new Refusal(missing);
        }
        if (!(value instanceof JsonString text)) {
            throw new Refusal(Errcode.DATA_FORMAT);
        }
        if (text.getString().isEmpty()) {
            throw new Refusal(missing);
        }
        return text.getString();
    }

    private static boolean forced(JsonObject body) {
        return switch (body.getOrDefault("force_refresh", JsonValue.FALSE).getValueType()) {
            case TRUE -> true;
            case FALSE -> false;
            default -> throw new Refusal(Errcode.DATA_FORMAT);
        };
    }
}
