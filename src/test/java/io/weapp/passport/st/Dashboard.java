package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The dashboard that we ship for Grafana. */
record Dashboard(String text, JsonObject json) {

    private static final Path FILE = Path.of("server-config", "grafana", "passport-dashboard.json");

    static Dashboard shipped() throws IOException {
        String text = Files.readString(FILE);
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return new Dashboard(text, reader.readObject());
        }
    }

    /** All panels but the headings. */
    List<JsonObject> panels() {
        return json.getJsonArray("panels").getValuesAs(JsonObject.class).stream()
                .filter(panel -> !panel.getString("type").equals("row"))
                .toList();
    }

    /** What the panels ask, with the variables filled in as Grafana does when everything is chosen. */
    List<String> queries() {
        return panels().stream().flatMap(Dashboard::queries).toList();
    }

    private static Stream<String> queries(JsonObject panel) {
        return panel.getJsonArray("targets").getValuesAs(JsonObject.class).stream()
                .map(target -> filledIn(target.getString("expr")));
    }

    private static String filledIn(String query) {
        String filled =
                query.replace("$__rate_interval", "1m").replace("$app", ".*").replace("$instance", ".*");
        assertThat(filled)
                .as("only variables that Grafana or the dashboard has")
                .doesNotContain("$");
        return filled;
    }
}
