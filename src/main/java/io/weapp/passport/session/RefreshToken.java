package io.weapp.passport.session;

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
import java.util.HexFormat;

/** The hash of a refresh token; the token itself is known to its client only. */
@Entity
@Table(name = "refresh_token")
public class RefreshToken {

    private static final int RANDOM_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Id
    @Column(name = "token_hash")
    private String tokenHash;

    @Column(name = "session_id")
    private String sessionId;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    protected RefreshToken() {}

    static RefreshToken of(String token, LoginSession session, Instant now, Instant expiresAt) {
        RefreshToken stored = new RefreshToken();
        stored.tokenHash = hash(token);
        stored.sessionId = session.id();
        stored.createdAt = now;
        stored.expiresAt = expiresAt;
        return stored;
    }

    String sessionId() {
        return sessionId;
    }

    boolean usable(Instant now) {
        return expiresAt.isAfter(now);
    }

    RefreshTokenView view(LoginSession session) {
        return new RefreshTokenView(session.userId(), sessionId, session.appId(), createdAt, expiresAt);
    }

    /** 256 random bits in base64url. */
    static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A plain hash is enough: the token has 256 bits of its own, so there is nothing to guess. */
    static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
