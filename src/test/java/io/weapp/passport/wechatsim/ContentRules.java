package io.weapp.passport.wechatsim;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What WeChat thinks of texts, who has been here lately, and the pictures it was asked to look at. */
final class ContentRules {
    static final int NORMAL = 100;
    private static final Duration LATELY = Duration.ofHours(2);

    private final Clock clock;
    private final Map<String, Opinion> opinions = new LinkedHashMap<>();
    private final Map<String, Instant> lastVisits = new HashMap<>();
    private final List<MediaCheck> mediaChecks = new ArrayList<>();

    record Opinion(String suggest, int label) {
        JsonObject json() {
            return Json.createObjectBuilder()
                    .add("suggest", suggest)
                    .add("label", label)
                    .build();
        }
    }

    /** A picture on its way through WeChat's eyes. */
    record MediaCheck(String traceId, String appId, String openId, String mediaUrl) {
        JsonObject json() {
            return Json.createObjectBuilder()
                    .add("traceId", traceId)
                    .add("appId", appId)
                    .add("openId", openId)
                    .add("mediaUrl", mediaUrl)
                    .build();
        }
    }

    ContentRules(Clock clock) {
        this.clock = clock;
    }

    /** Every text that contains {@code part}. */
    void think(String part, Opinion opinion) {
        opinions.put(part, opinion);
    }

    Opinion on(String text) {
        return opinions.entrySet().stream()
                .filter(rule -> text.contains(rule.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(new Opinion("pass", NORMAL));
    }

    void visited(String openId) {
        lastVisits.put(openId, clock.instant());
    }

    void requireVisit(String openId) {
        Instant last = lastVisits.get(openId);
        if (last == null || last.plus(LATELY).isBefore(clock.instant())) {
            throw new Refusal(Errcode.USER_NOT_HERE);
        }
    }

    void take(MediaCheck check) {
        mediaChecks.add(check);
    }

    List<MediaCheck> mediaChecks() {
        return mediaChecks;
    }
}
