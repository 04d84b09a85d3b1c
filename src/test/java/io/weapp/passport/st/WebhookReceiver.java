package io.weapp.passport.st;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The company's own server, which verifies what it gets as the README tells. */
final class WebhookReceiver implements AutoCloseable {

    static final String SECRET = "webhook-secret-0123456789";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Queue<Delivery> deliveries = new ConcurrentLinkedQueue<>();
    private volatile int status = 200;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /** What came in, whether it was accepted or not. */
    record Delivery(String id, boolean signed, JsonObject body) {
        String event() {
            return body.getJsonObject("message").getString("Event");
        }
    }

    WebhookReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress("localhost", 0), 100);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::receive);
        server.setExecutor(threads);
        server.start();
    }

    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/hook");
    }

    void answerWith(int code) {
        status = code;
    }

    /** Answers nobody until {@link #letGo}. */
    void hold() {
        gate = new CountDownLatch(1);
    }

    void letGo() {
        gate.countDown();
    }

    List<Delivery> of(String appId) {
        return deliveries.stream()
                .filter(delivery -> delivery.body().getString("appId").equals(appId))
                .toList();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            String timestamp = exchange.getRequestHeaders().getFirst("X-Passport-Timestamp");
            String signature = exchange.getRequestHeaders().getFirst("X-Passport-Signature");
            deliveries.add(new Delivery(
                    exchange.getRequestHeaders().getFirst("X-Passport-Delivery"),
                    ("sha256=" + hmac(timestamp + "." + body)).equals(signature),
                    WechatControl.parsed(body)));
            gate.await();
            exchange.sendResponseHeaders(status, -1);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (java.security.GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
