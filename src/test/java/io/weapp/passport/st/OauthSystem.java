package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

/** The OAuth endpoints as another backend sees them. */
final class OauthSystem {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final LoginSystem http;
    private final Database database;

    private OauthSystem(LoginSystem http, Database database) {
        this.http = http;
        this.database = database;
    }

    static OauthSystem shared() {
        return new OauthSystem(LoginSystem.shared(), Database.shared());
    }

    static OauthSystem of(LoginSystem http, Database database) {
        return new OauthSystem(http, database);
    }

    /** A registered client, as it knows itself. */
    record Client(String id, String secret) {

        Map<String, String> basic() {
            return basic(id, secret);
        }

        static Map<String, String> basic(String id, String secret) {
            String pair = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
            return Map.of("Authorization", "Basic " + pair);
        }

        String inForm() {
            return "&client_id=" + id + "&client_secret=" + secret;
        }
    }

    /** Puts a client into the database, in the form in which the service keeps it. */
    Client registered(String scopes) {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        Client client = new Client(
                UUID.randomUUID().toString(),
                Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        Transcript.SECRETS.add(client.secret);
        database.change(
                "insert into oauth_client (client_id, name, secret_hash, scopes, created_at) values (?, ?, ?, ?, 1)",
                client.id,
                "test",
                sha256(client.secret),
                scopes);
        return client;
    }

    Answer token(Client client, String form) {
        return post("/oauth/token", form, client.basic());
    }

    /** A token with every scope of the client; the request must succeed. */
    String accessToken(Client client) {
        Answer answer = token(client, "grant_type=client_credentials");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.text("access_token");
    }

    Answer introspect(Client client, String token) {
        return post("/oauth/introspect", "token=" + encoded(token), client.basic());
    }

    Answer revoke(Client client, String token) {
        return post("/oauth/revoke", "token=" + encoded(token), client.basic());
    }

    Answer post(String path, String form, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.putIfAbsent("Content-Type", FORM);
        return http.send("POST", path, BodyPublishers.ofString(form), all);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
