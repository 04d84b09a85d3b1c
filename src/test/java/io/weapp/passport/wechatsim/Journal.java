package io.weapp.passport.wechatsim;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which calls came in and how they ended, per API and app, with the latest of them in full but for their secrets. */
final class Journal {
    private static final int REMEMBERED_PER_API = 200;
    private static final Set<String> SECRETS = Set.of("secret", "access_token");

    private final Clock clock;
    private final Map<Caller, Integer> arrived = new HashMap<>();
    private final Map<Caller, Map<String, Integer>> outcomes = new HashMap<>();
    private final Map<String, Deque<Seen>> latest = new LinkedHashMap<>();

    Journal(Clock clock) {
        this.clock = clock;
    }

    void arrives(ApiCall call, String appId) {
        arrived.merge(new Caller(call.path(), appId), 1, Integer::sum);
        Deque<Seen> seen = latest.computeIfAbsent(call.path(), unknown -> new ArrayDeque<>());
        seen.addLast(new Seen(appId, described(call)));
        if (seen.size() > REMEMBERED_PER_API) {
            seen.removeFirst();
        }
    }

    /** The outcome is an errcode, {@code cut}, {@code lost} or {@code lie}. */
    void ends(ApiCall call, String appId, String outcome) {
        outcomes.computeIfAbsent(new Caller(call.path(), appId), unknown -> new TreeMap<>())
                .merge(outcome, 1, Integer::sum);
    }

    void clear() {
        arrived.clear();
        outcomes.clear();
        latest.clear();
    }

    JsonObject report(@Nullable String api, @Nullable String appId) {
        Caller asked = new Caller(api, appId);
        int total = arrived.entrySet().stream()
                .filter(calls -> asked.covers(calls.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
        JsonArrayBuilder requests = Json.createArrayBuilder();
        latest.forEach((path, seen) -> seen.stream()
                .filter(one -> asked.covers(new Caller(path, one.appId)))
                .forEach(one -> requests.add(one.request)));
        return Json.createObjectBuilder()
                .add("total", total)
                .add("outcomes", outcomesOf(asked))
                .add("requests", requests)
                .build();
    }

    private JsonObjectBuilder outcomesOf(Caller asked) {
        Map<String, Integer> sums = new TreeMap<>();
        outcomes.forEach((caller, counts) -> {
            if (asked.covers(caller)) {
                counts.forEach((outcome, count) -> sums.merge(outcome, count, Integer::sum));
            }
        });
        JsonObjectBuilder json = Json.createObjectBuilder();
        sums.forEach(json::add);
        return json;
    }

    private JsonObject described(ApiCall call) {
        JsonObjectBuilder query = Json.createObjectBuilder();
        call.query().forEach((name, value) -> query.add(name, SECRETS.contains(name) ? "***" : value));
        JsonObjectBuilder fields = Json.createObjectBuilder();
        JsonObject body = call.json();
        if (body != null) {
            body.forEach((name, value) -> {
                String text = value instanceof JsonString string ? string.getString() : value.toString();
                fields.add(name, SECRETS.contains(name) ? "***" : text);
            });
        }
        return Json.createObjectBuilder()
                .add("at", clock.instant().toString())
                .add("method", call.method())
                .add("path", call.path())
                .add("query", query)
                .add("body", fields)
                .add("headers", Json.createArrayBuilder(call.headers().keySet()))
                .build();
    }

    private record Caller(@Nullable String api, @Nullable String appId) {
        boolean covers(Caller other) {
            return (api == null || api.equals(other.api)) && (appId == null || appId.equals(other.appId));
        }
    }

    private record Seen(String appId, JsonObject request) {}
}
