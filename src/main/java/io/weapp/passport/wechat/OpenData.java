package io.weapp.passport.wechat;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Open data: what WeChat encrypts or signs with a user's session key. Pure functions; every failure has a name.
 *
 * @see <a href="https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/signature.html">WeChat: signature and
 *     decryption</a>
 */
public final class OpenData {

    private static final int BLOCK_BYTES = 16;

    private OpenData() {}

    /**
     * Decrypts open data and checks its watermark.
     *
     * @param sessionKeys the keys to try, best first, each base64 of 16 bytes
     * @param maxAge how old the watermark may be; null accepts any age
     * @throws ProblemException {@code open_data_damaged}, {@code session_key_stale}, {@code open_data_foreign} or
     *     {@code open_data_expired}
     */
    public static JsonObject open(
            List<String> sessionKeys,
            String encryptedData,
            String iv,
            String appId,
            Instant now,
            @Nullable Duration maxAge) {
        byte[] box = base64("encryptedData", encryptedData);
        byte[] start = base64("iv", iv);
        if (start.length != BLOCK_BYTES || box.length == 0 || box.length % BLOCK_BYTES != 0) {
            throw new ProblemException(ProblemType.OPEN_DATA_DAMAGED, "iv or encryptedData has a wrong length.");
        }
        JsonObject data = sessionKeys.stream()
                .map(key -> decrypted(Base64.getDecoder().decode(key), start, box))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ProblemType.SESSION_KEY_STALE,
                        "No session key we hold opens the data: log in, then take it again."));
        JsonObject watermark = data.getJsonObject("watermark");
        if (!appId.equals(watermark.getString("appid", ""))) {
            throw new ProblemException(ProblemType.OPEN_DATA_FOREIGN, "The data was made for another mini program.");
        }
        Instant made =
                Instant.ofEpochSecond(watermark.getJsonNumber("timestamp").longValue());
        if (maxAge != null && made.isBefore(now.minus(maxAge))) {
            throw new ProblemException(ProblemType.OPEN_DATA_EXPIRED, "The data is older than " + maxAge + ".");
        }
        return data;
    }

    /**
     * Checks WeChat's signature over raw data.
     *
     * @param rawData exactly as the client received it
     * @throws ProblemException {@code signature_mismatch}
     */
    public static void verify(String rawData, String sessionKey, String signature) {
        byte[] expected = digest(rawData + sessionKey);
        byte[] given;
        try {
            given = HexFormat.of().parseHex(signature);
        } catch (IllegalArgumentException e) {
            given = new byte[0];
        }
        if (!MessageDigest.isEqual(expected, given)) {
            throw new ProblemException(ProblemType.SIGNATURE_MISMATCH, "rawData and signature do not belong together.");
        }
    }

    /** Empty unless the key yields UTF-8 JSON with a watermark: a wrong key passes the padding once in 256 tries. */
    private static Optional<JsonObject> decrypted(byte[] key, byte[] iv, byte[] box) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            String json = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(cipher.doFinal(box)))
                    .toString();
            try (JsonReader reader = Json.createReader(new StringReader(json))) {
                JsonObject data = reader.readObject();
                return Optional.of(data).filter(OpenData::marked);
            }
        } catch (GeneralSecurityException | CharacterCodingException | JsonException e) {
            return Optional.empty();
        }
    }

    private static boolean marked(JsonObject data) {
        return data.get("watermark") instanceof JsonObject watermark
                && watermark.get("timestamp") instanceof JsonNumber timestamp
                && timestamp.isIntegral();
    }

    /** A space stands where a careless client lost a {@code +} in a form. */
    private static byte[] base64(String field, String text) {
        try {
            return Base64.getDecoder().decode(text.replace(' ', '+'));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.OPEN_DATA_DAMAGED, field + " is not base64.");
        }
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
