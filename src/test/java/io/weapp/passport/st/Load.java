package io.weapp.passport.st;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * People who log in, look, refresh and log out, again and again, until it is closed. Each request has a connection of its own: one
 * that is kept may be closed by an nginx that reloads, at the moment when it is used again.
 */
final class Load implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;
    private static final int PAUSE_MILLIS = 100;

    private final URI base;
    private final SSLContext trust;
    private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final List<Thread> people;
    private volatile boolean calm;
    private volatile boolean over;

    /** A request that was not answered as it should be, and when it was begun. */
    record Failure(Instant begun, String what) {}

    Load(URI base, SSLContext trust, int people) {
        this.base = base;
        this.trust = trust;
        this.people = IntStream.range(0, people)
                .mapToObj(i -> new Thread(this::run, "load-" + i))
                .toList();
        this.people.forEach(Thread::start);
    }

    /** Requests that were answered as they should be. */
    int answered() {
        return answered.get();
    }

    /** The others. */
    List<Failure> failures() {
        return List.copyOf(failures);
    }

    /** Everybody pauses between two requests from now on, which leaves the processor to a server that starts. */
    void calmDown() {
        calm = true;
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        for (Thread person : people) {
            person.join();
        }
    }

    private void run() {
        while (!over) {
            JsonObject me = call("POST", "/api/v1/login", 200, null, login());
            for (int i = 0; me != null && i < 3; i++) {
                call("GET", "/api/v1/session", 200, me.getString("accessToken"), null);
                call("GET", "/api/v1/me", 200, me.getString("accessToken"), null);
                me = call(
                        "POST",
                        "/api/v1/login/refresh",
                        200,
                        null,
                        Json.createObjectBuilder().add("refreshToken", me.getString("refreshToken")));
            }
            if (me != null) {
                call("POST", "/api/v1/logout", 204, me.getString("accessToken"), null);
            }
        }
    }

    private static JsonObjectBuilder login() {
        return Json.createObjectBuilder()
                .add("appId", WechatSystem.DEMO_APP)
                .add("code", TestBed.wechat().loginCodeOf("load-" + UUID.randomUUID()));
    }

    private @Nullable JsonObject call(
            String method, String path, int expected, @Nullable String token, @Nullable JsonObjectBuilder body) {
        pause();
        Instant begun = Instant.now();
        try {
            HttpsURLConnection call =
                    (HttpsURLConnection) base.resolve(path).toURL().openConnection();
            call.setSSLSocketFactory(trust.getSocketFactory());
            call.setRequestMethod(method);
            call.setRequestProperty("Connection", "close");
            call.setReadTimeout(PATIENCE_MILLIS);
            if (token != null) {
                call.setRequestProperty("Authorization", "Bearer " + token);
            }
            if (body != null) {
                call.setRequestProperty("Content-Type", "application/json");
                call.setDoOutput(true);
                call.getOutputStream().write(body.build().toString().getBytes(StandardCharsets.UTF_8));
            }
            int status = call.getResponseCode();
            if (status != expected) {
                failures.add(
                        new Failure(begun, method + " " + path + ": " + status + " " + read(call.getErrorStream())));
                return null;
            }
            String answer = read(call.getInputStream());
            answered.incrementAndGet();
            return status == 200 ? WechatControl.parsed(answer) : null;
        } catch (IOException | UncheckedIOException e) {
            failures.add(new Failure(begun, method + " " + path + ": " + e));
            return null;
        }
    }

    private void pause() {
        try {
            Thread.sleep(calm ? PAUSE_MILLIS : 0);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(@Nullable InputStream body) throws IOException {
        return body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
}
