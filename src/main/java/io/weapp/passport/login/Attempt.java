package io.weapp.passport.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * One request to log in that may be repeated.
 *
 * @param codeHash SHA-256 of AppID and code
 * @param keyHash SHA-256 of AppID, code and {@code Idempotency-Key}: hashed together, so that a short key cannot be guessed
 * @param runner tells this request from its repetitions
 */
record Attempt(String codeHash, String keyHash, String runner) {

    static Attempt of(LoginRequest request, String idempotencyKey) {
        String code = request.appId() + "\n" + request.code();
        return new Attempt(
                hash(code),
                hash(code + "\n" + idempotencyKey),
                UUID.randomUUID().toString());
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
