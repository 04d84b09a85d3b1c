package io.weapp.passport.wechatsim;

import com.sun.net.httpserver.HttpExchange;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** What goes back over the wire. */
record Reply(int status, String contentType, String body, Duration pauseAfterByte, Map<String, String> headers) {

    Reply(int status, String contentType, String body) {
        this(status, contentType, body, Duration.ZERO, Map.of());
    }

    Reply dripping(Duration pause) {
        return new Reply(status, contentType, body, pause, headers);
    }

    Reply with(String body, Map<String, String> headers) {
        return new Reply(status, contentType, body, pauseAfterByte, headers);
    }

    static Reply json(int status, JsonObject json) {
        return new Reply(status, "application/json; charset=utf-8", json.toString());
    }

    static Reply text(int status, String text) {
        return new Reply(status, "text/plain; charset=utf-8", text + "\n");
    }

    static Reply html(String page) {
        return new Reply(200, "text/html; charset=utf-8", page);
    }

    void send(HttpExchange exchange) throws IOException, InterruptedException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (pauseAfterByte.isZero()) {
            exchange.getResponseBody().write(bytes);
            return;
        }
        for (byte letter : bytes) {
            exchange.getResponseBody().write(letter);
            exchange.getResponseBody().flush();
            Thread.sleep(pauseAfterByte.toMillis());
        }
    }
}
