package io.weapp.passport.wechatsim;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weapp.passport.st.WechatSystem;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A simulator for one test, and a plain HTTP client for it. */
final class SimulatedWechat implements AfterEachCallback {
    static final String APP = WechatSystem.DEMO_APP;
    static final String SECRET = WechatSystem.DEMO_SECRET;

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    final WechatSimulator simulator = WechatSimulator.start(0);
    final WechatSystem system = new WechatSystem(URI.create(simulator.url()));

    @Override
    public void afterEach(ExtensionContext context) {
        simulator.close();
    }

    /** Parameters are names and values by turns. */
    Answer get(String path, String... params) throws IOException, InterruptedException {
        return Answer.of(HTTP.send(request(path, params).build(), BodyHandlers.ofString(UTF_8)));
    }

    CompletableFuture<Answer> getLater(String path, String... params) {
        return HTTP.sendAsync(request(path, params).build(), BodyHandlers.ofString(UTF_8))
                .thenApply(Answer::of);
    }

    Answer post(String path, String body, String... params) throws IOException, InterruptedException {
        HttpRequest request =
                request(path, params).POST(BodyPublishers.ofString(body)).build();
        return Answer.of(HTTP.send(request, BodyHandlers.ofString(UTF_8)));
    }

    Answer login(String code) throws IOException, InterruptedException {
        return get("/sns/jscode2session", loginParams(code));
    }

    CompletableFuture<Answer> loginLater(String code) {
        return getLater("/sns/jscode2session", loginParams(code));
    }

    Answer stableToken(String extraFields) throws IOException, InterruptedException {
        return post(
                "/cgi-bin/stable_token",
                "{\"grant_type\":\"client_credential\",\"appid\":\"%s\",\"secret\":\"%s\"%s}"
                        .formatted(APP, SECRET, extraFields));
    }

    String token() throws IOException, InterruptedException {
        return stableToken("").json().getString("access_token");
    }

    /** Sends a GET that no client repeats, and returns whether anything came back. */
    boolean answersAtAll(String path) throws IOException {
        return answersAtAll(simulator.port(), path);
    }

    static boolean answersAtAll(int port, String path) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return socket.getInputStream().read() >= 0;
        }
    }

    static String loginQuery(String code) {
        return query(loginParams(code));
    }

    private static String[] loginParams(String code) {
        return new String[] {"appid", APP, "secret", SECRET, "js_code", code, "grant_type", "authorization_code"};
    }

    private HttpRequest.Builder request(String path, String... params) {
        return HttpRequest.newBuilder(URI.create(simulator.url() + path + query(params)));
    }

    private static String query(String... params) {
        StringBuilder query = new StringBuilder();
        for (int i = 0; i < params.length; i += 2) {
            query.append(i == 0 ? '?' : '&')
                    .append(params[i])
                    .append('=')
                    .append(URLEncoder.encode(params[i + 1], UTF_8));
        }
        return query.toString();
    }

    /** What came back. */
    record Answer(int status, String contentType, String body) {
        static Answer of(HttpResponse<String> response) {
            String type = response.headers().firstValue("Content-Type").orElse("");
            return new Answer(response.statusCode(), type, response.body());
        }

        JsonObject json() {
            try (JsonReader reader = Json.createReader(new StringReader(body))) {
                return reader.readObject();
            }
        }

        int errcode() {
            return json().getInt("errcode", 0);
        }

        String errmsg() {
            return json().getString("errmsg");
        }
    }
}
