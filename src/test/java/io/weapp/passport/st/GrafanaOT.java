package io.weapp.passport.st;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Is the shipped dashboard what Grafana demands? There is no Grafana to be had in a package, but its types are. */
class GrafanaOT {

    private static final List<String> PACKAGES = List.of("@grafana/schema@13.2.3", "typescript@5.9.3");
    private static final Path TYPE = Path.of("src", "test", "resources", "grafana", "dashboard-type.ts");

    private final Dashboard dashboard = Dashboard.shipped();

    GrafanaOT() throws IOException {}

    @Test
    void dashboardIsOfGrafanasType() throws Exception {
        Path directory = TestFork.directory().resolve("grafana");
        Files.createDirectories(directory);
        List<String> install = new ArrayList<>(
                List.of("npm", "install", "--prefix", ".", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"));
        install.addAll(PACKAGES);
        String notInstalled = run(directory, install.toArray(String[]::new));
        Assumptions.assumeTrue(notInstalled.isEmpty(), notInstalled);
        Files.writeString(
                directory.resolve("dashboard.ts"),
                Files.readString(TYPE) + "export const dashboard: Plain<Dashboard> =\n" + dashboard.text());

        assertThat(run(
                        directory,
                        "node",
                        "node_modules/typescript/bin/tsc",
                        "--noEmit",
                        "--strict",
                        "--skipLibCheck",
                        "--target",
                        "es2022",
                        "--module",
                        "esnext",
                        "--moduleResolution",
                        "bundler",
                        "dashboard.ts"))
                .isEmpty();
    }

    @Test
    void everyPanelAsksTheChosenDataSource() {
        assertThat(dashboard.panels()).isNotEmpty().allSatisfy(panel -> {
            List<JsonObject> targets = panel.getJsonArray("targets").getValuesAs(JsonObject.class);
            assertThat(targets)
                    .isNotEmpty()
                    .extracting(target -> target.getString("refId"))
                    .doesNotHaveDuplicates();
            assertThat(Stream.concat(Stream.of(panel), targets.stream()))
                    .extracting(asks -> asks.getJsonObject("datasource").getString("uid"))
                    .containsOnly("${datasource}");
        });
    }

    @Test
    void noPanelLiesOnAnother() {
        Set<Integer> ids = new HashSet<>();
        Set<List<Integer>> taken = new HashSet<>();
        for (JsonObject panel : dashboard.json().getJsonArray("panels").getValuesAs(JsonObject.class)) {
            assertThat(ids.add(panel.getInt("id"))).as(panel.getString("title")).isTrue();
            JsonObject place = panel.getJsonObject("gridPos");
            int x = place.getInt("x");
            int y = place.getInt("y");
            assertThat(x + place.getInt("w")).as("Grafana has 24 columns").isLessThanOrEqualTo(24);
            IntStream.range(x, x + place.getInt("w"))
                    .forEach(column -> IntStream.range(y, y + place.getInt("h"))
                            .forEach(line -> assertThat(taken.add(List.of(column, line)))
                                    .as(panel.getString("title"))
                                    .isTrue()));
        }
    }

    @Test
    void nothingOfOneInstallationIsInIt() {
        assertThat(dashboard.text()).doesNotContain("localhost", "http:", "https:", "example.com", ":8080");
        assertThat(dashboard.json().getString("uid")).isEqualTo("weapp-passport");
    }

    /** What a program complains of; nothing if it was content. */
    private static String run(Path directory, String... command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            return process.waitFor() == 0 ? "" : String.join(" ", command) + ": " + output;
        } catch (IOException notInstalled) {
            return String.valueOf(notInstalled.getMessage());
        }
    }
}
