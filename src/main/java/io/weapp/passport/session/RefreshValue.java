package io.weapp.passport.session;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A refresh token as its client holds it: in base64url the id of its session, 192 random bits, and a seal by the key of the
 * session's chain. Whether it is still good its stored hash says; the seal tells a token of the chain whose hash is forgotten
 * by now from one that was never issued.
 */
record RefreshValue(String sessionId, String text) {

    private static final int ID_BYTES = 16;
    private static final int RANDOM_BYTES = 24;
    private static final int SEAL_BYTES = 16;
    private static final int BODY_BYTES = ID_BYTES + RANDOM_BYTES;
    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A key for the chain of a new session: 256 random bits in base64. */
    static String newKey() {
        return Base64.getEncoder().encodeToString(random(KEY_BYTES));
    }

    /** A new token for a session. */
    static RefreshValue next(String sessionId, String key) {
        UUID id = UUID.fromString(sessionId);
        byte[] body = ByteBuffer.allocate(BODY_BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .put(random(RANDOM_BYTES))
                .array();
        byte[] whole = ByteBuffer.allocate(BODY_BYTES + SEAL_BYTES)
                .put(body)
                .put(seal(body, key))
                .array();
        return new RefreshValue(sessionId, encoded(whole));
    }

    /** Reads what a client sent; empty if it cannot be a refresh token of ours. */
    static Optional<RefreshValue> read(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length != BODY_BYTES + SEAL_BYTES || !encoded(bytes).equals(text)) {
            return Optional.empty();
        }
        ByteBuffer id = ByteBuffer.wrap(bytes);
        return Optional.of(new RefreshValue(new UUID(id.getLong(), id.getLong()).toString(), text));
    }

    boolean sealedBy(String key) {
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        byte[] seal = Arrays.copyOfRange(bytes, BODY_BYTES, bytes.length);
        return MessageDigest.isEqual(seal, seal(Arrays.copyOf(bytes, BODY_BYTES), key));
    }

    /** What is stored. A plain hash is enough: there is nothing to guess in 192 random bits. */
    String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] seal(byte[] body, String key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
            return Arrays.copyOf(mac.doFinal(body), SEAL_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    /** Whoever holds the token holds the session, so it is not printed. */
    @Override
    public String toString() {
        return "RefreshValue[sessionId=" + sessionId + "]";
    }
}
