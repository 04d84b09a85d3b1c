package io.weapp.passport.st;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How open data is made: with which session key (current, previous, wrong), when, and for which app. */
public record Making(
        String key, @Nullable Instant at, @Nullable String watermarkApp) {
    public static final Making NOW = new Making("current", null, null);
    public static final Making WITH_PREVIOUS_KEY = new Making("previous", null, null);
    public static final Making WITH_WRONG_KEY = new Making("wrong", null, null);

    public static Making at(Instant time) {
        return new Making("current", time, null);
    }

    public static Making forApp(String appId) {
        return new Making("current", null, appId);
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new HashMap<>(Map.of("key", key));
        if (at != null) {
            fields.put("timestamp", at.getEpochSecond());
        }
        if (watermarkApp != null) {
            fields.put("watermarkAppId", watermarkApp);
        }
        return fields;
    }
}
