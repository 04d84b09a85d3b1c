package io.weapp.passport.wechatsim;

import com.sun.net.httpserver.HttpExchange;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request as it came in, its query decoded, the names of its headers in lower case. */
record ApiCall(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        String body,
        String clientIp) {

    static ApiCall read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return new ApiCall(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                decoded(exchange.getRequestURI().getRawQuery()),
                headers,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                ip(exchange.getRemoteAddress().getAddress()));
    }

    ApiCall withBody(String body) {
        return new ApiCall(method, path, query, headers, body, clientIp);
    }

    @Nullable
    String param(String name) {
        return query.get(name);
    }

    String required(String name, Errcode missing) {
        String value = query.get(name);
        if (value == null || value.isEmpty()) {
            throw new Refusal(missing);
        }
        return value;
    }

    /** The JSON object of an API that insists on POST. */
    JsonObject posted() {
        if (!method.equals("POST")) {
            throw new Refusal(Errcode.POST_REQUIRED);
        }
        if (body.isBlank()) {
            throw new Refusal(Errcode.EMPTY_POST_DATA);
        }
        JsonObject json = json();
        if (json == null) {
            throw new Refusal(Errcode.DATA_FORMAT);
        }
        return json;
    }

    @Nullable
    JsonObject json() {
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            return reader.readObject();
        } catch (JsonException notAnObject) {
            return null;
        }
    }

    @Nullable
    String bodyText(String name) {
        JsonObject json = json();
        return json != null && json.get(name) instanceof JsonString text ? text.getString() : null;
    }

    private static Map<String, String> decoded(@Nullable String rawQuery) {
        Map<String, String> query = new LinkedHashMap<>();
        if (rawQuery == null) {
            return query;
        }
        for (String pair : rawQuery.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            query.putIfAbsent(
                    URLDecoder.decode(name, StandardCharsets.UTF_8), URLDecoder.decode(value, StandardCharsets.UTF_8));
        }
        return query;
    }

    private static String ip(InetAddress address) {
        return address.isLoopbackAddress() ? "127.0.0.1" : address.getHostAddress();
    }
}
