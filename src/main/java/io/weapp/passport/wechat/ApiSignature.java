package io.weapp.passport.wechat;

import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * How one API is called for one app, signed and encrypted both ways. Holds no state: every request has a time and random values
 * of its own.
 *
 * @see <a href="https://developers.weixin.qq.com/miniprogram/dev/server/getting_started/api_signature">WeChat: API signature</a>
 */
final class ApiSignature {

    static final String APP_ID = "Wechatmp-AppId";
    static final String TIMESTAMP = "Wechatmp-TimeStamp";
    static final String SIGNATURE = "Wechatmp-Signature";
    static final String SERIAL = "Wechatmp-Serial";
    static final String OLD_SIGNATURE = "Wechatmp-Signature-Deprecated";
    static final String OLD_SERIAL = "Wechatmp-Serial-Deprecated";

    /** Both sides sign WeChat's own address, wherever the request is sent: to the second host, a proxy or a simulator. */
    private static final String HOST = "https://api.weixin.qq.com";

    private static final Duration MAX_AGE = Duration.ofSeconds(300);
    private static final int IV_BYTES = 12;
    private static final int TAG_BYTES = 16;
    private static final int NONCE_BYTES = 16;
    private static final int SALT_BYTES = 32;
    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, SALT_BYTES, 1);
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ApiKeys keys;
    private final String urlPath;
    private final String appId;

    /** A request that is ready to be sent. */
    record Sealed(String body, Map<String, String> headers) {}

    /** @param path of the API at WeChat, from the first slash on */
    ApiSignature(ApiKeys keys, String path, String appId) {
        this.keys = keys;
        this.urlPath = HOST + path;
        this.appId = appId;
    }

    /**
     * Encrypts and signs a request.
     *
     * @param body a JSON object; the query must have nothing but the WeChat token, for that alone stays outside
     */
    Sealed seal(String body, Instant now) {
        String timestamp = String.valueOf(now.getEpochSecond());
        String plain = Json.createObjectBuilder(object(body))
                .add("_n", base64(random(NONCE_BYTES)))
                .add("_appid", appId)
                .add("_timestamp", now.getEpochSecond())
                .build()
                .toString();
        String sealed = encrypted(plain, random(IV_BYTES), timestamp);
        String signature = signature(signedText(timestamp, sealed), keys.ours());
        return new Sealed(sealed, Map.of(APP_ID, appId, TIMESTAMP, timestamp, SIGNATURE, signature));
    }

    /**
     * Checks and decrypts an answer.
     *
     * <p>A refusal may come unsigned: WeChat cannot sign what it says about keys it does not have or a token it does not know. It
     * tells nothing that would have to be believed.
     *
     * @param headers of the answer
     * @return JSON, as it would have come unencrypted
     * @throws SignatureException if it is not proven that WeChat gave this answer, just now and to this app
     */
    byte[] open(Map<String, String> headers, byte[] answer, Instant now) throws SignatureException {
        Map<String, String> given = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        given.putAll(headers);
        String body = new String(answer, StandardCharsets.UTF_8);
        if (!given.containsKey(SIGNATURE) && isRefusal(body)) {
            return answer;
        }
        String timestamp = given.getOrDefault(TIMESTAMP, "");
        require(appId.equals(given.get(APP_ID)), "an answer that is not signed for this appid");
        require(isRecent(timestamp, now), "an answer that was signed at another time");
        require(isWechats(given, signedText(timestamp, body)), "an answer whose signature is wrong");
        String plain = decrypted(body, timestamp);
        JsonObject fields = sealedObject(plain);
        require(
                fields.get("_appid") instanceof JsonString app
                        && app.getString().equals(appId),
                "an answer that is not encrypted for this appid");
        require(
                fields.get("_timestamp") instanceof JsonNumber time
                        && time.toString().equals(timestamp),
                "an answer that was encrypted at another time than signed");
        return plain.getBytes(StandardCharsets.UTF_8);
    }

    /** Encrypts; the same for the same iv, of 12 bytes that are used only once. */
    String encrypted(String plain, byte[] iv, String timestamp) {
        try {
            byte[] box = cipher(Cipher.ENCRYPT_MODE, iv, timestamp).doFinal(plain.getBytes(StandardCharsets.UTF_8));
            int end = box.length - TAG_BYTES;
            return Json.createObjectBuilder()
                    .add("iv", base64(iv))
                    .add("data", base64(Arrays.copyOf(box, end)))
                    .add("authtag", base64(Arrays.copyOfRange(box, end, box.length)))
                    .build()
                    .toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws SignatureException if this was not encrypted with the symmetric key for this call at this time */
    String decrypted(String body, String timestamp) throws SignatureException {
        try {
            JsonObject parts = object(body);
            byte[] data = bytes(parts.getString("data"));
            byte[] tag = bytes(parts.getString("authtag"));
            require(tag.length == TAG_BYTES, "an answer with a shortened authtag");
            byte[] box = ByteBuffer.allocate(data.length + TAG_BYTES)
                    .put(data)
                    .put(tag)
                    .array();
            byte[] plain = cipher(Cipher.DECRYPT_MODE, bytes(parts.getString("iv")), timestamp)
                    .doFinal(box);
            return new String(plain, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new SignatureException("an answer that does not decrypt");
        }
    }

    /** What both sides sign. */
    String signedText(String timestamp, String body) {
        return String.join("\n", urlPath, appId, timestamp, body);
    }

    static boolean isSignature(@Nullable String signature, String text, PublicKey key) {
        try {
            Signature judge = Signature.getInstance("RSASSA-PSS");
            judge.setParameter(PSS);
            judge.initVerify(key);
            judge.update(text.getBytes(StandardCharsets.UTF_8));
            return signature != null && judge.verify(bytes(signature));
        } catch (SignatureException | IllegalArgumentException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String signature(String text, PrivateKey key) {
        try {
            Signature pen = Signature.getInstance("RSASSA-PSS");
            pen.setParameter(PSS);
            pen.initSign(key);
            pen.update(text.getBytes(StandardCharsets.UTF_8));
            return base64(pen.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** While WeChat changes its certificate it signs with both, and we may still have the former. */
    private boolean isWechats(Map<String, String> headers, String text) {
        if (keys.wechatsSn().equals(headers.get(SERIAL))) {
            return isSignature(headers.get(SIGNATURE), text, keys.wechats());
        }
        return keys.wechatsSn().equals(headers.get(OLD_SERIAL))
                && isSignature(headers.get(OLD_SIGNATURE), text, keys.wechats());
    }

    private static boolean isRecent(String timestamp, Instant now) {
        return timestamp.matches("\\d{1,11}")
                && Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), now)
                                .abs()
                                .compareTo(MAX_AGE)
                        <= 0;
    }

    private static boolean isRefusal(String body) {
        try {
            return object(body).getInt("errcode", 0) != 0;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private Cipher cipher(int mode, byte[] iv, String timestamp) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, keys.symmetric(), new GCMParameterSpec(TAG_BYTES * Byte.SIZE, iv));
        cipher.updateAAD(
                String.join("|", urlPath, appId, timestamp, keys.symmetricSn()).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static void require(boolean fulfilled, String otherwise) throws SignatureException {
        if (!fulfilled) {
            throw new SignatureException(otherwise);
        }
    }

    private static JsonObject object(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    private static JsonObject sealedObject(String plain) throws SignatureException {
        try {
            return object(plain);
        } catch (RuntimeException e) {
            throw new SignatureException("an answer without a JSON object inside");
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
