package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** The audit log of the shared server as an operator reads it. */
final class AuditSystem {

    private static final String PATH = "/api/v1/admin/audit";

    private final LoginSystem login = LoginSystem.shared();
    private final String token = Staff.shared().operatorToken();

    Answer ask(String query) {
        return login.get(PATH + "?" + query, token);
    }

    /** All events that fit, newest first, in pages of a size. */
    List<JsonObject> all(String query, int pageSize) {
        List<JsonObject> events = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = ask(query + "&limit=" + pageSize + cursor);
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            events.addAll(page.json().getJsonArray("items").getValuesAs(JsonObject.class));
            String next = page.json().getString("next", "");
            cursor = next.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        } while (!cursor.isEmpty());
        return events;
    }

    /** The only event that fits. */
    JsonObject one(String query) {
        List<JsonObject> events = all(query, 50);
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    /** The newest event that fits. */
    JsonObject newest(String query) {
        return ask(query + "&limit=1").json().getJsonArray("items").getJsonObject(0);
    }

    JsonObject verified() {
        Answer answer = login.get(PATH + "/verify", token);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    /** The report once every event has its place in the chain. */
    JsonObject verifiedWhenLinked() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(this::verified, report -> report.getInt("unlinked") == 0);
    }

    void assertWhole() {
        JsonObject report = verifiedWhenLinked();
        assertThat(report.getBoolean("whole")).as(report.toString()).isTrue();
        assertThat(report.containsKey("firstBroken")).isFalse();
    }

    void assertBroken(String damage, String day, int place) {
        JsonObject report = verified();
        assertThat(report.getBoolean("whole")).as(report.toString()).isFalse();
        JsonObject broken = report.getJsonObject("firstBroken");
        assertThat(broken.getString("damage")).isEqualTo(damage);
        assertThat(broken.getString("day")).isEqualTo(day);
        assertThat(broken.getInt("place")).isEqualTo(place);
    }
}
