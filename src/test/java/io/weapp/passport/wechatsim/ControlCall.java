package io.weapp.passport.wechatsim;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order to the simulator: its fields come from the JSON body, or from the query of a GET. A field that is absent or
 * {@code null} is no field; one of the wrong type is a mistake worth telling.
 */
record ControlCall(World world, JsonObject fields) {

    App app() {
        return world.apps.get(text("appId", App.DEMO.appId()));
    }

    User user() {
        return world.users.named(required("user"));
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    String required(String name) {
        String value = text(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    String text(String name, String otherwise) {
        String value = text(name);
        return value == null ? otherwise : value;
    }

    @Nullable
    String text(String name) {
        if (field(name) instanceof JsonString text) {
            return text.getString();
        }
        requireNone(name, "a string");
        return null;
    }

    @Nullable
    Integer number(String name) {
        if (field(name) instanceof JsonNumber number) {
            return number.intValueExact();
        }
        requireNone(name, "a number");
        return null;
    }

    boolean flag(String name, boolean otherwise) {
        return switch (field(name).getValueType()) {
            case TRUE -> true;
            case FALSE -> false;
            default -> {
                requireNone(name, "true or false");
                yield otherwise;
            }
        };
    }

    List<String> texts(String name) {
        return fields.getJsonArray(name).getValuesAs(JsonString::getString);
    }

    private JsonValue field(String name) {
        return fields.getOrDefault(name, JsonValue.NULL);
    }

    private void requireNone(String name, String type) {
        if (field(name).getValueType() != JsonValue.ValueType.NULL) {
            throw new IllegalArgumentException(name + " must be " + type);
        }
    }
}
