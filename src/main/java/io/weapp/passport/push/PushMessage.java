package io.weapp.passport.push;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A message of WeChat, flat: {@code result.suggest} is a field inside a field, {@code detail.2.label} one of the second of
 * several entries of the same name. Names are found whatever their case. Holds personal data, so it does not show its values.
 */
public final class PushMessage {

    private final SortedMap<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    PushMessage(Map<String, String> fields) {
        this.fields.putAll(fields);
    }

    /** The value of a field without blanks around it; null if it is absent or empty. */
    public @Nullable String get(String name) {
        String value = fields.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    /** What happened, for example {@code user_info_modified}; null if this is no event but a message of a user. */
    public @Nullable String event() {
        return "event".equals(get("MsgType")) ? get("Event") : null;
    }

    /** When it happened by WeChat's clock, in whole seconds; null if the message does not say. */
    public @Nullable Instant createdAt() {
        String seconds = get("CreateTime");
        try {
            return seconds == null ? null : Instant.ofEpochSecond(Long.parseLong(seconds));
        } catch (NumberFormatException | DateTimeException e) {
            return null;
        }
    }

    /** Every field, ordered by name. */
    public SortedMap<String, String> fields() {
        return Collections.unmodifiableSortedMap(fields);
    }

    /** One flat JSON object; the same for the same message, however WeChat wrote it. */
    public String json() {
        JsonObjectBuilder json = Json.createObjectBuilder();
        fields.forEach(json::add);
        return json.build().toString();
    }

    @Override
    public String toString() {
        return "PushMessage" + fields.keySet();
    }
}
