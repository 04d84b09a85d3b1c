package io.weapp.passport.wechatsim;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A {@code session_key}, base64 of 16 bytes, and all that WeChat does with one. Signatures take the key as text;
 * encryption takes the 16 bytes behind it.
 */
record SessionKey(String text) {
    private static final SecureRandom RANDOM = new SecureRandom();

    static SessionKey random() {
        return new SessionKey(sixteenRandomBytes());
    }

    static String randomIv() {
        return sixteenRandomBytes();
    }

    String encrypt(String plaintext, String iv) {
        byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, plaintext.getBytes(StandardCharsets.UTF_8), iv);
        return Base64.getEncoder().encodeToString(encrypted);
    }

    String decrypt(String encryptedData, String iv) {
        byte[] plaintext = cipher(Cipher.DECRYPT_MODE, Base64.getDecoder().decode(encryptedData), iv);
        return new String(plaintext, StandardCharsets.UTF_8);
    }

    /** The {@code signature} of {@code wx.getUserInfo}. */
    String signatureOf(String rawData) {
        try {
            byte[] signed = (rawData + text).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(signed));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** WeChat's signature of the user's login state. */
    String hmacOf(String message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] cipher(int mode, byte[] input, String iv) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            SecretKeySpec key = new SecretKeySpec(Base64.getDecoder().decode(text), "AES");
            cipher.init(mode, key, new IvParameterSpec(Base64.getDecoder().decode(iv)));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException damaged) {
            throw new IllegalArgumentException("not made with this session key and iv", damaged);
        }
    }

    private static String sixteenRandomBytes() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
