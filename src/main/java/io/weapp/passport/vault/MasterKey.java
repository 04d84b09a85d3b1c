package io.weapp.passport.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** One master key, and the id by which what it sealed names it. */
final class MasterKey {

    private static final int KEY_BYTES = 32;
    private static final int IV_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Of 32 random bytes about 30 differ; that only half of them do happens to nobody. */
    private static final int FEWEST_DIFFERENT = 16;

    /** The same in every demo, so that a restarted demo can read its data; it protects nothing. */
    static final MasterKey DEMO = new MasterKey(demoBytes());

    private final byte[] bytes;
    private final String id;

    private MasterKey(byte[] bytes) {
        this.bytes = bytes;
        this.id = HexFormat.of().formatHex(hmac(bytes, "weapp-passport key id"), 0, 4);
    }

    /**
     * Reads what an operator configured.
     *
     * @param setting its name, for the message; the value is never in it
     * @throws IllegalStateException if it is malformed
     */
    static MasterKey decoded(String base64, String setting) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            bytes = new byte[0];
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalStateException(setting + " must be base64 of exactly 32 bytes");
        }
        return new MasterKey(bytes);
    }

    String id() {
        return id;
    }

    /** True if this was never drawn at random: the demo's, zeros, a pattern, a row of numbers, a text somebody typed. */
    boolean isSample() {
        boolean row = IntStream.range(2, bytes.length)
                .allMatch(i -> (byte) (bytes[i] - bytes[i - 1]) == (byte) (bytes[1] - bytes[0]));
        boolean typed = IntStream.range(0, bytes.length).allMatch(i -> bytes[i] >= ' ' && bytes[i] <= '~');
        long different =
                IntStream.range(0, bytes.length).map(i -> bytes[i]).distinct().count();
        return row || typed || different < FEWEST_DIFFERENT || Arrays.equals(bytes, DEMO.bytes);
    }

    String seal(String secret, String place) {
        byte[] iv = new byte[IV_BYTES];
        RANDOM.nextBytes(iv);
        byte[] box = run(Cipher.ENCRYPT_MODE, iv, place, secret.getBytes(StandardCharsets.UTF_8));
        byte[] sealed =
                ByteBuffer.allocate(IV_BYTES + box.length).put(iv).put(box).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    String open(String ivAndBox, String place) {
        byte[] box = Base64.getUrlDecoder().decode(ivAndBox);
        byte[] iv = Arrays.copyOf(box, IV_BYTES);
        byte[] secret = run(Cipher.DECRYPT_MODE, iv, place, Arrays.copyOfRange(box, IV_BYTES, box.length));
        return new String(secret, StandardCharsets.UTF_8);
    }

    /** The key that codes of that purpose were made with before they had a stored key of their own. */
    byte[] derived(MacPurpose purpose) {
        return hmac(bytes, "weapp-passport mac " + purpose.words());
    }

    static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] run(int mode, byte[] iv, String place, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, new SecretKeySpec(bytes, "AES"), new GCMParameterSpec(TAG_BITS, iv));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A stored secret does not open: " + place, e);
        }
    }

    private static byte[] demoBytes() {
        try {
            return MessageDigest.getInstance("SHA-256").digest("weapp-passport demo".getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
