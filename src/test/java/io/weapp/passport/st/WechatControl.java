package io.weapp.passport.st;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The wire to the simulator's control API. */
final class WechatControl {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String control;

    WechatControl(URI simulator) {
        this.control = simulator.toString().replaceFirst("/$", "") + "/control/";
    }

    /** The parts together are the fields of the order. */
    @SafeVarargs
    final JsonObject order(String path, Map<String, ?>... parts) {
        Map<String, Object> fields = new HashMap<>();
        for (Map<String, ?> part : parts) {
            fields.putAll(part);
        }
        String body = Json.createObjectBuilder(fields).build().toString();
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    JsonObject ask(String path, Map<String, String> query) {
        String encoded = query.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path + "?" + encoded).GET());
    }

    void drop(String path) {
        send(request(path).DELETE());
    }

    static JsonObject parsed(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(control + path));
    }

    private JsonObject send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = HTTP.send(request.build(), BodyHandlers.ofString(UTF_8));
            if (response.statusCode() != 200) {
                throw new IllegalArgumentException("the simulator refused: " + response.body());
            }
            return parsed(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
