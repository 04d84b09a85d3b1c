package io.weapp.passport.st;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * PostgreSQL that writes down every plan with what it really read (auto_explain), those of foreign keys included. It sorts by the
 * rules of a language, as most installations do: an index for {@code =} and {@code <} is then none for {@code like}.
 */
final class WatchedPostgres implements WatchedDatabase {

    private final Path log;
    private final EmbeddedPostgres postgres;

    private WatchedPostgres(Path directory) {
        Path logs = directory.toAbsolutePath();
        this.log = logs.resolve("plans.json");
        try {
            this.postgres = EmbeddedPostgres.builder()
                    .setPort(TestFork.freePort())
                    .setOverrideWorkingDirectory(directory.resolve("postgres").toFile())
                    .setServerConfig("shared_preload_libraries", "auto_explain")
                    .setServerConfig("auto_explain.log_analyze", "on")
                    .setServerConfig("auto_explain.log_timing", "off")
                    .setServerConfig("auto_explain.log_nested_statements", "on")
                    .setServerConfig("auto_explain.log_format", "json")
                    .setServerConfig("autovacuum", "off")
                    .setServerConfig("logging_collector", "on")
                    .setServerConfig("log_destination", "jsonlog")
                    .setServerConfig("log_rotation_age", "0")
                    .setServerConfig("log_rotation_size", "0")
                    .setServerConfig("log_directory", logs.toString())
                    .setServerConfig("log_filename", "plans.log")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static WatchedPostgres start(Path directory) {
        WatchedPostgres started = new WatchedPostgres(directory);
        try (Connection connection = started.postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create role passport login password 'passport'");
            statement.execute("create database passport owner passport template template0 encoding 'UTF8'"
                    + " locale_provider icu icu_locale 'en-US' locale 'C'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return started;
    }

    @Override
    public String url() {
        return "jdbc:postgresql://localhost:" + postgres.getPort() + "/passport?logServerErrorDetail=false";
    }

    @Override
    public Map<String, String> worker() {
        try (Connection connection =
                        postgres.getDatabase("postgres", "passport").getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create role worker login password 'worker'");
            statement.execute("grant select, insert, update, delete on all tables in schema public to worker");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return Map.of("PASSPORT_DB_USER", "worker", "PASSPORT_DB_PASSWORD", "worker");
    }

    @Override
    public String numbers() {
        return "generate_series(1::bigint, 100000) as numbers(n)";
    }

    @Override
    public void analyze(List<String> tables) {
        database().execute("analyze");
    }

    @Override
    public void watch() {
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter system set auto_explain.log_min_duration = 0");
            statement.execute("select pg_reload_conf()");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<Execution> executions() {
        try (var lines = Files.lines(log, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith("{") && line.endsWith("}"))
                    .map(line -> object(line).getString("message", ""))
                    .filter(message -> message.contains(" plan:\n"))
                    .map(message -> execution(object(message.substring(message.indexOf('{')))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Execution execution(JsonObject logged) {
        List<String> scanned = new ArrayList<>();
        long rows = read(logged.getJsonObject("Plan"), scanned);
        return new Execution(logged.getString("Query Text"), rows, scanned);
    }

    /** The rows that a part of a plan and its parts took from tables and indexes, in all their repetitions. */
    private static long read(JsonObject plan, List<String> scanned) {
        String node = plan.getString("Node Type");
        long rows = 0;
        if (node.endsWith("Scan")) {
            double each = number(plan, "Actual Rows")
                    + number(plan, "Rows Removed by Filter")
                    + number(plan, "Rows Removed by Index Recheck");
            rows = Math.round(each * number(plan, "Actual Loops"));
            if (node.equals("Seq Scan") && number(plan, "Actual Loops") > 0) {
                scanned.add(plan.getString("Relation Name"));
            }
        }
        if (plan.containsKey("Plans")) {
            for (JsonValue part : plan.getJsonArray("Plans")) {
                rows += read(part.asJsonObject(), scanned);
            }
        }
        return rows;
    }

    private static double number(JsonObject plan, String name) {
        return plan.containsKey(name) ? plan.getJsonNumber(name).doubleValue() : 0;
    }

    private static JsonObject object(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
