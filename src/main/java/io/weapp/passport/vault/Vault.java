package io.weapp.passport.vault;

import io.weapp.passport.settings.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Seals secrets before they are stored and opens them again; knows the master key and shows it to nobody. */
@ApplicationScoped
public class Vault {

    private static final int KEY_BYTES = 32;
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    Settings settings;

    private @Nullable SecretKeySpec key;
    private String keyId = "";

    /** @throws IllegalStateException if the master key is missing or malformed; the text never contains it */
    @PostConstruct
    void unlock() {
        byte[] master = settings.masterKey()
                .map(Vault::decoded)
                .or(this::demoKey)
                .orElseThrow(() -> new IllegalStateException(
                        "passport.master-key is not set. Make one with: openssl rand -base64 32"));
        key = new SecretKeySpec(master, "AES");
        keyId = HexFormat.of().formatHex(hmac(master, "weapp-passport key id"), 0, 4);
    }

    /**
     * Encrypts {@code secret}.
     *
     * @param place where the value is stored, for example {@code mini_app.secret:wx123}; it opens there and nowhere else
     * @return {@code v1.KEYID.BASE64URL}, about 1.4 times as long as the secret plus 60 characters
     */
    public String seal(String secret, String place) {
        byte[] iv = new byte[IV_BYTES];
        RANDOM.nextBytes(iv);
        byte[] box = run(Cipher.ENCRYPT_MODE, iv, place, secret.getBytes(StandardCharsets.UTF_8));
        byte[] sealed =
                ByteBuffer.allocate(IV_BYTES + box.length).put(iv).put(box).array();
        return "v1." + keyId + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /**
     * Decrypts what {@link #seal} made.
     *
     * @throws IllegalStateException if the value was sealed under another key or for another place, or was altered
     */
    public String open(String sealed, String place) {
        String[] parts = sealed.split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals("v1")) {
            throw new IllegalStateException("Not a sealed value: " + place);
        }
        if (!parts[1].equals(keyId)) {
            throw new IllegalStateException("passport.master-key is not the key that sealed the stored data: key "
                    + keyId + " is configured, " + place + " needs key " + parts[1]);
        }
        byte[] box = Base64.getUrlDecoder().decode(parts[2]);
        byte[] iv = Arrays.copyOf(box, IV_BYTES);
        byte[] secret = run(Cipher.DECRYPT_MODE, iv, place, Arrays.copyOfRange(box, IV_BYTES, box.length));
        return new String(secret, StandardCharsets.UTF_8);
    }

    /**
     * A message authentication code (HMAC-SHA256): nobody can make it for another text who does not have the master key.
     *
     * @param purpose what the code protects, for example {@code audit}; each purpose has a key of its own
     * @return {@code KEYID.BASE64URL}, 52 characters
     */
    public String mac(String text, String purpose) {
        byte[] derived = hmac(Objects.requireNonNull(key).getEncoded(), "weapp-passport mac " + purpose);
        return keyId + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(hmac(derived, text));
    }

    /** True if {@link #mac} makes this code for this text; false also for a code of another master key. */
    public boolean hasMac(String text, String purpose, String mac) {
        return MessageDigest.isEqual(
                mac(text, purpose).getBytes(StandardCharsets.UTF_8), mac.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] run(int mode, byte[] iv, String place, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A stored secret does not open: " + place, e);
        }
    }

    private static byte[] decoded(String masterKey) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(masterKey.strip());
        } catch (IllegalArgumentException e) {
            bytes = new byte[0];
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalStateException("passport.master-key must be base64 of exactly 32 bytes");
        }
        return bytes;
    }

    /** The same in every demo, so that a restarted demo can read its data; it protects nothing. */
    private Optional<byte[]> demoKey() {
        if (!settings.demo()) {
            return Optional.empty();
        }
        try {
            return Optional.of(MessageDigest.getInstance("SHA-256")
                    .digest("weapp-passport demo".getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
