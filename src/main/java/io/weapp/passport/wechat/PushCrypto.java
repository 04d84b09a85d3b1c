package io.weapp.passport.wechat;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * How WeChat signs and encrypts what it pushes. Pure functions; every refusal looks the same from outside.
 *
 * @see <a href="https://developers.weixin.qq.com/miniprogram/dev/framework/server-ability/message-push.html">WeChat: message
 *     push</a>
 */
public final class PushCrypto {

    private static final int AES_KEY_BYTES = 32;
    private static final int IV_BYTES = 16;
    private static final int RANDOM_BYTES = 16;
    private static final int LENGTH_BYTES = 4;

    /** WeChat pads to 32 bytes, twice the block of AES, which the padding of the JDK does not understand. */
    private static final int PAD_BLOCK = 32;

    private PushCrypto() {}

    /**
     * Whether a signature is the one that WeChat makes of these parts: SHA-1 of all of them, sorted, in lower-case hex.
     *
     * @param parts Token, timestamp and nonce; for an encrypted message its {@code Encrypt} too
     */
    public static boolean isSignature(@Nullable String signature, String... parts) {
        return signature != null && MessageDigest.isEqual(bytes(signature(parts)), bytes(signature));
    }

    /** The signature that WeChat makes of these parts. */
    public static String signature(String... parts) {
        String[] sorted = parts.clone();
        Arrays.sort(sorted);
        return HexFormat.of().formatHex(sha1(String.join("", sorted)));
    }

    /**
     * Opens an encrypted message whose signature was checked before.
     *
     * @param encrypt base64 of AES-256-CBC over 16 random bytes, the length of the message in 4, the message, the AppID
     * @param encodingAesKey 43 characters as WeChat's console shows them
     * @throws ProblemException {@code forbidden} if it is damaged, was made with another key or is for another app
     */
    public static String open(String encrypt, String encodingAesKey, String appId) {
        byte[] full = unpadded(decrypted(encrypt, encodingAesKey));
        int start = RANDOM_BYTES + LENGTH_BYTES;
        if (full.length < start) {
            throw unreadable();
        }
        int length = ByteBuffer.wrap(full).getInt(RANDOM_BYTES);
        if (length < 0 || length > full.length - start) {
            throw unreadable();
        }
        byte[] receiver = Arrays.copyOfRange(full, start + length, full.length);
        if (!MessageDigest.isEqual(receiver, bytes(appId))) {
            throw unreadable();
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(full, start, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw unreadable();
        }
    }

    private static byte[] decrypted(String encrypt, String encodingAesKey) {
        try {
            byte[] key = Base64.getDecoder().decode(encodingAesKey);
            byte[] box = Base64.getDecoder().decode(encrypt);
            if (key.length != AES_KEY_BYTES || box.length == 0 || box.length % PAD_BLOCK != 0) {
                throw unreadable();
            }
            Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(key, 0, IV_BYTES));
            return cipher.doFinal(box);
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw unreadable();
        }
    }

    private static byte[] unpadded(byte[] padded) {
        int pad = padded[padded.length - 1];
        if (pad < 1 || pad > PAD_BLOCK) {
            throw unreadable();
        }
        int end = padded.length - pad;
        for (int i = end; i < padded.length; i++) {
            if (padded[i] != pad) {
                throw unreadable();
            }
        }
        return Arrays.copyOf(padded, end);
    }

    private static ProblemException unreadable() {
        return new ProblemException(ProblemType.FORBIDDEN, "The message was not encrypted for this app.");
    }

    private static byte[] sha1(String text) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
