package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** The login service as a mini program sees it: over HTTP, and in no other way. */
public final class LoginSystem {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String JSON = "application/json";

    private final URI base;
    private final HttpClient client;

    public LoginSystem(URI base) {
        this(base, CLIENT);
    }

    /** With a client that trusts a certificate of its own, for example. */
    public LoginSystem(URI base, HttpClient client) {
        this.base = base;
        this.client = client;
    }

    /** The service on the server that all system tests share. */
    public static LoginSystem shared() {
        return new LoginSystem(TestBed.server().base());
    }

    /** A user who is logged in, as the client knows it. */
    public record LoggedIn(String userId, String sessionId, String accessToken, String refreshToken, Answer answer) {

        static LoggedIn from(Answer answer) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            return new LoggedIn(
                    answer.json().getJsonObject("user").getString("id"),
                    answer.text("sessionId"),
                    answer.text("accessToken"),
                    answer.text("refreshToken"),
                    answer);
        }
    }

    /** Logs a WeChat user into the demo app; the login must succeed. */
    public LoggedIn loggedIn(String wechatUser) {
        return LoggedIn.from(login(TestBed.wechat().loginCodeOf(wechatUser)));
    }

    public Answer login(String code) {
        return login(code, Map.of());
    }

    public Answer login(String code, Map<String, String> headers) {
        return login(WechatSystem.DEMO_APP, code, headers);
    }

    public Answer login(String appId, String code, Map<String, String> headers) {
        return login(Json.createObjectBuilder().add("appId", appId).add("code", code), headers);
    }

    public Answer login(JsonObjectBuilder body, Map<String, String> headers) {
        String json = body.build().toString();
        Transcript.CODES.add(
                Json.createReader(new StringReader(json)).readObject().getString("code", ""));
        return post("/api/v1/login", json, headers);
    }

    /** Logs in under an {@code Idempotency-Key}. */
    public Answer loginOnce(String code, String key) {
        return login(code, Map.of("Idempotency-Key", key));
    }

    public Answer refresh(String refreshToken) {
        return post(
                "/api/v1/login/refresh",
                Json.createObjectBuilder()
                        .add("refreshToken", refreshToken)
                        .build()
                        .toString(),
                Map.of());
    }

    /** The next pair of tokens; the refresh must succeed. */
    public LoggedIn refreshed(LoggedIn user) {
        return LoggedIn.from(refresh(user.refreshToken()));
    }

    /** Whether the access token is good. */
    public boolean lets(LoggedIn user) {
        return get("/api/v1/session", user.accessToken()).status() == 200;
    }

    public Answer get(String path, String accessToken) {
        return send("GET", path, BodyPublishers.noBody(), bearer(accessToken));
    }

    public Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody(), Map.of());
    }

    public Answer post(String path, String json, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.putIfAbsent("Content-Type", JSON);
        return send("POST", path, BodyPublishers.ofString(json), all);
    }

    public Answer delete(String path, String accessToken) {
        return send("DELETE", path, BodyPublishers.noBody(), bearer(accessToken));
    }

    public Answer logout(String accessToken) {
        return send("POST", "/api/v1/logout", BodyPublishers.noBody(), bearer(accessToken));
    }

    /** One HTTP call, whatever it is; never follows, never repeats. */
    public Answer send(String method, String path, BodyPublisher body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body)
                .timeout(PATIENCE);
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            return Transcript.keep(new Answer(response.statusCode(), response.headers(), response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static Map<String, String> bearer(String accessToken) {
        return Map.of("Authorization", "Bearer " + accessToken);
    }

    /** Makes the same call from many clients at once and gives all their answers. */
    public static <T> List<T> atOnce(int clients, Callable<T> call) {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Callable<T>> calls =
                    IntStream.range(0, clients).mapToObj(i -> call).toList();
            List<Future<T>> answers = threads.invokeAll(calls);
            return answers.stream().map(LoginSystem::get).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static <T> T get(Future<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
