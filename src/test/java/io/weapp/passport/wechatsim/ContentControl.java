package io.weapp.passport.wechatsim;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Objects;

/** Orders about what WeChat thinks of texts and pictures. */
final class ContentControl {
    private ContentControl() {}

    static JsonObject think(ControlCall call) {
        call.world().contents.think(call.required("content"), opinion(call));
        return JsonValue.EMPTY_JSON_OBJECT;
    }

    static JsonObject mediaChecks(ControlCall call) {
        JsonArrayBuilder checks = Json.createArrayBuilder();
        call.world().contents.mediaChecks().forEach(check -> checks.add(check.json()));
        return Json.createObjectBuilder().add("checks", checks).build();
    }

    private static ContentRules.Opinion opinion(ControlCall call) {
        return new ContentRules.Opinion(
                call.text("suggest", "pass"), Objects.requireNonNullElse(call.number("label"), ContentRules.NORMAL));
    }
}
