package io.weapp.passport.wechat;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is signed with a session key. Both ways take the base64 text of the key, not the bytes behind it.
 *
 * @see <a href="https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/signature.html">WeChat: signature and
 *     decryption</a>
 */
public final class KeySignature {

    private KeySignature() {}

    /** WeChat's signature of a user's login state: HMAC-SHA256 in lower-case hex. */
    public static String of(String data, String sessionKey) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(sessionKey.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(data.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Checks WeChat's signature over raw data: SHA-1 over the data followed by the key.
     *
     * @param rawData exactly as the client received it
     * @throws ProblemException {@code signature_mismatch}
     */
    public static void verify(String rawData, String sessionKey, String signature) {
        byte[] given;
        try {
            given = HexFormat.of().parseHex(signature);
        } catch (IllegalArgumentException e) {
            given = new byte[0];
        }
        if (!MessageDigest.isEqual(sha1(rawData + sessionKey), given)) {
            throw new ProblemException(ProblemType.SIGNATURE_MISMATCH, "rawData and signature do not belong together.");
        }
    }

    private static byte[] sha1(String text) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
