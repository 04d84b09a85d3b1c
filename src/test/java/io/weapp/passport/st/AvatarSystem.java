package io.weapp.passport.st;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Avatars as a mini program sends them with {@code wx.uploadFile}, and as anybody fetches them. */
final class AvatarSystem {

    static final String PATH = "/api/v1/me/avatar";

    private static final String BOUNDARY = "----WebKitFormBoundary7MA4YWxkTrZu0gW";
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final LoginSystem http;

    AvatarSystem(LoginSystem http) {
        this.http = http;
    }

    Answer upload(LoginSystem.LoggedIn user, byte[] file) {
        return upload(user, "tmp_5f3b.jpg", file);
    }

    Answer upload(LoginSystem.LoggedIn user, String fileName, byte[] file) {
        return send(user, form(part("file", fileName, file)));
    }

    Answer send(LoginSystem.LoggedIn user, byte[] form) {
        return send(user, BodyPublishers.ofByteArray(form));
    }

    Answer send(LoginSystem.LoggedIn user, BodyPublisher form) {
        Map<String, String> headers = new HashMap<>(LoginSystem.bearer(user.accessToken()));
        headers.put("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
        return http.send("POST", PATH, form, headers);
    }

    /** Anybody's look at an address; the answer is no text. */
    static HttpResponse<byte[]> fetch(String url, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static byte[] form(byte[]... parts) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            form.writeBytes(part);
        }
        form.writeBytes(bytes("--" + BOUNDARY + "--\r\n"));
        return form.toByteArray();
    }

    static byte[] field(String name, String value) {
        return bytes(
                "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n");
    }

    static byte[] part(String name, String fileName, byte[] file) {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        part.writeBytes(bytes("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\""
                + fileName + "\"\r\nContent-Type: image/png\r\n\r\n"));
        part.writeBytes(file);
        part.writeBytes(bytes("\r\n"));
        return part.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
