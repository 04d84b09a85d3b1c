package io.weapp.passport.client;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** Another backend that calls us under its own name; of its secret we keep the hash. */
@Entity
@Table(name = "oauth_client")
public class OauthClient {

    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Id
    @Column(name = "client_id")
    private String clientId;

    @Column(name = "name")
    private String name;

    @Column(name = "secret_hash")
    private String secretHash;

    private String scopes;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "revoked_at")
    private Instant revokedAt;

    protected OauthClient() {}

    static OauthClient register(String name, Collection<String> scopes, String secret, Instant now) {
        OauthClient client = new OauthClient();
        client.clientId = UUID.randomUUID().toString();
        client.name = name;
        client.secretHash = hash(secret);
        client.scopes = String.join(" ", scopes);
        client.createdAt = now;
        return client;
    }

    /** 256 random bits in base64url, which needs no escaping in a form or in HTTP Basic. */
    static String randomSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    String clientId() {
        return clientId;
    }

    boolean revoked() {
        return revokedAt != null;
    }

    void revoke(Instant now) {
        revokedAt = now;
    }

    /** Compared in constant time, so that the time taken tells nothing of the hash. */
    boolean hasSecret(String presented) {
        return MessageDigest.isEqual(
                secretHash.getBytes(StandardCharsets.US_ASCII), hash(presented).getBytes(StandardCharsets.US_ASCII));
    }

    ClientView view() {
        return new ClientView(clientId, name, List.of(scopes.split(" ")), createdAt, revokedAt);
    }

    /** A plain hash is enough: the secret has 256 random bits, so there is nothing to guess and nothing to slow down. */
    private static String hash(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
