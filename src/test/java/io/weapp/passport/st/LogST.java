package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The log of a server that was told to write JSON. */
class LogST {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static PassportServer server;

    @BeforeAll
    static void start() {
        Map<String, String> settings = new HashMap<>(TestBed.settings());
        settings.put("PASSPORT_DOCTOR_AT_START", "true");
        server = PassportServer.startLoggingJson("log", settings);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("R24.1 what is logged during a request shows its id and its trace, and nobody else's log does")
    void requestIsNamed() {
        LoginSystem login = new LoginSystem(server.base());
        String id = "log-" + UUID.randomUUID();

        login.post(
                "/api/v1/login",
                "{\"appId\":\"" + WechatSystem.DEMO_APP + "\",\"code\":\"no-such-code\"}",
                Map.of("X-Request-Id", id, "traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01"));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(messagesOf("request=" + id + " trace=" + TRACE))
                        .anyMatch(message -> message.contains("errcode 40029")));
        login.login("another-code");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(messagesOf("request="))
                        .filteredOn(message -> message.contains("errcode 40029"))
                        .hasSize(2));
        assertThat(messagesOf(id))
                .filteredOn(message -> message.contains("errcode 40029"))
                .hasSize(1);
    }

    @Test
    @DisplayName("R24.1 what is logged in the background shows the job")
    void jobIsNamed() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(messagesOf("job=doctor"))
                        .anyMatch(message -> message.startsWith("The doctor on " + WechatSystem.DEMO_APP)));
    }

    /** Of all records whose thread's name contains a text; what is no JSON is of the JVM, or of what started it. */
    private static List<String> messagesOf(String thread) {
        return records()
                .filter(line -> (line.getString("threadName", "") + line.getString("ThreadName", "")).contains(thread))
                .map(line -> line.getString("message", "") + line.getString("LogMessage", ""))
                .toList();
    }

    private static Stream<JsonObject> records() {
        try {
            return Files.readString(server.log(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("{"))
                    .flatMap(LogST::parsed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last line may be half written. */
    private static Stream<JsonObject> parsed(String line) {
        try (JsonReader reader = Json.createReader(new StringReader(line))) {
            return Stream.of(reader.readObject());
        } catch (JsonException e) {
            return Stream.empty();
        }
    }
}
