package io.weapp.passport.st;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The calls that WeChat saw: how many came, how they ended (an errcode, cut, lost or lie), the latest in full. */
public record WechatCalls(int total, Map<String, Integer> outcomes, List<Seen> requests) {

    /** One call, decoded, its secrets masked, its header names in lower case. */
    public record Seen(
            Instant at,
            String method,
            String path,
            Map<String, String> query,
            Map<String, String> body,
            List<String> headers) {}

    public int endedWith(int errcode) {
        return outcomes.getOrDefault(String.valueOf(errcode), 0);
    }

    public Seen last() {
        return requests.get(requests.size() - 1);
    }

    static WechatCalls from(JsonObject report) {
        JsonObject counts = report.getJsonObject("outcomes");
        Map<String, Integer> outcomes = new LinkedHashMap<>();
        counts.keySet().forEach(outcome -> outcomes.put(outcome, counts.getInt(outcome)));
        return new WechatCalls(
                report.getInt("total"),
                outcomes,
                report.getJsonArray("requests").getValuesAs(request -> seen(request.asJsonObject())));
    }

    private static Seen seen(JsonObject request) {
        return new Seen(
                Instant.parse(request.getString("at")),
                request.getString("method"),
                request.getString("path"),
                texts(request.getJsonObject("query")),
                texts(request.getJsonObject("body")),
                request.getJsonArray("headers").getValuesAs(JsonString::getString));
    }

    private static Map<String, String> texts(JsonObject json) {
        Map<String, String> texts = new LinkedHashMap<>();
        json.keySet().forEach(name -> texts.put(name, json.getString(name)));
        return texts;
    }
}
