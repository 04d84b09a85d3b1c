package io.weapp.passport.wechatsim;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.Objects;

/** Orders about how WeChat behaves, what time it is there, and what it has seen. */
final class BehaviourControl {
    private BehaviourControl() {}

    static JsonObject showSwitches(ControlCall call) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        for (Switch one : Switch.values()) {
            json.add(one.externalName(), call.world().switches.position(one));
        }
        return json.build();
    }

    static JsonObject setSwitches(ControlCall call) {
        for (String name : call.fields().keySet()) {
            call.world().switches.set(Switch.named(name), call.required(name));
        }
        return showSwitches(call);
    }

    static JsonObject addFault(ControlCall call) {
        call.world().faults.add(fault(call), call.text("api"), call.text("appId"), call.number("times"));
        return JsonValue.EMPTY_JSON_OBJECT;
    }

    static JsonObject clearFaults(ControlCall call) {
        call.world().faults.clear();
        return JsonValue.EMPTY_JSON_OBJECT;
    }

    /** As when somebody else has forced a new one: the access tokens of the app die at once. */
    static JsonObject retireTokens(ControlCall call) {
        call.world().tokens.retireAll(call.app());
        return JsonValue.EMPTY_JSON_OBJECT;
    }

    static JsonObject advanceClock(ControlCall call) {
        call.world().clock.advance(Duration.ofSeconds(requiredNumber(call, "seconds")));
        return showClock(call);
    }

    static JsonObject showClock(ControlCall call) {
        return Json.createObjectBuilder()
                .add("now", call.world().clock.instant().toString())
                .build();
    }

    static JsonObject calls(ControlCall call) {
        return call.world().journal.report(call.text("api"), call.text("appId"));
    }

    static JsonObject forgetCalls(ControlCall call) {
        call.world().journal.clear();
        return JsonValue.EMPTY_JSON_OBJECT;
    }

    private static Fault fault(ControlCall call) {
        return switch (call.required("kind")) {
            case "errcode" -> new Fault.Errs(requiredNumber(call, "errcode"), call.text("errmsg"));
            case "delay" -> new Fault.Delays(Duration.ofMillis(requiredNumber(call, "millis")));
            case "drip" -> new Fault.Drips(Duration.ofMillis(requiredNumber(call, "millis")));
            case "cut-before-work" -> new Fault.CutsBeforeWork();
            case "lost-reply" -> new Fault.LosesReply();
            case "lie" -> lie(call);
            default -> throw new IllegalArgumentException("unknown kind of fault " + call.text("kind"));
        };
    }

    private static Fault lie(ControlCall call) {
        int status = Objects.requireNonNullElse(call.number("status"), 200);
        int repeat = Objects.requireNonNullElse(call.number("repeat"), 1);
        return new Fault.Lies(
                status,
                call.text("contentType", "text/plain"),
                call.text("body", "").repeat(repeat));
    }

    private static int requiredNumber(ControlCall call, String name) {
        Integer number = call.number(name);
        if (number == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return number;
    }
}
