package io.weapp.passport.wechat;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import jakarta.json.Json;
import jakarta.json.JsonConfig;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.stream.JsonParser;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Open data as a client passes it on: what WeChat encrypted with a user's session key.
 *
 * @see <a href="https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/signature.html">WeChat: signature and
 *     decryption</a>
 */
public final class OpenData {

    private static final int BLOCK_BYTES = 16;

    /** A name that stands twice means one thing to us and another to somebody else. */
    private static final JsonReaderFactory READERS =
            Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

    private final byte[] box;
    private final byte[] iv;

    private OpenData(byte[] box, byte[] iv) {
        this.box = box;
        this.iv = iv;
    }

    /**
     * Takes open data as it came.
     *
     * @throws ProblemException {@code open_data_damaged} if nobody could have encrypted this
     */
    public static OpenData of(String encryptedData, String iv) {
        byte[] box = base64("encryptedData", encryptedData);
        byte[] start = base64("iv", iv);
        if (start.length != BLOCK_BYTES) {
            throw damaged("iv is not 16 bytes.");
        }
        if (box.length == 0 || box.length % BLOCK_BYTES != 0) {
            throw damaged("encryptedData is not whole: its length is no multiple of 16 bytes.");
        }
        return new OpenData(box, start);
    }

    /** The ciphertext in the one spelling of base64, to know it again by. The iv is no part of it: anybody can alter that. */
    public String ciphertext() {
        return Base64.getEncoder().encodeToString(box);
    }

    /**
     * Decrypts it.
     *
     * @param sessionKeys the keys to try, best first, each base64 of 16 bytes
     * @throws ProblemException {@code session_key_stale}
     */
    public OpenedData openedWith(List<String> sessionKeys) {
        return sessionKeys.stream()
                .map(this::openedWith)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ProblemType.SESSION_KEY_STALE,
                        "No session key we hold opens the data: log in, then take it again."));
    }

    /** Empty unless the key yields UTF-8 JSON with a watermark: a wrong key passes the padding once in 256 tries. */
    private Optional<OpenedData> openedWith(String sessionKey) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            SecretKeySpec key = new SecretKeySpec(Base64.getDecoder().decode(sessionKey), "AES");
            cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(iv));
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(cipher.doFinal(box)))
                    .toString();
            JsonObject json = parsed(text);
            return marked(json) ? Optional.of(new OpenedData(text, json, sessionKey)) : Optional.empty();
        } catch (GeneralSecurityException | CharacterCodingException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            // The parser's; JsonException is not all: too deep and too long have exceptions of their own.
            return Optional.empty();
        }
    }

    private static JsonObject parsed(String text) {
        try (JsonParser parser = Json.createParser(new StringReader(text))) {
            // A reader would ignore what follows the object.
            while (parser.hasNext()) {
                parser.next();
            }
        }
        try (JsonReader reader = READERS.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private static boolean marked(JsonObject json) {
        return json.get("watermark") instanceof JsonObject watermark
                && watermark.get("timestamp") instanceof JsonNumber timestamp
                && timestamp.isIntegral()
                && timestamp.bigIntegerValueExact().bitLength() < Long.SIZE;
    }

    /** A space stands where a careless client lost a {@code +} in a form. */
    private static byte[] base64(String field, String text) {
        try {
            return Base64.getDecoder().decode(text.replace(' ', '+'));
        } catch (IllegalArgumentException e) {
            throw damaged(
                    text.contains("%")
                            ? field + " was URL-encoded on its way: send it as it is, in JSON."
                            : field + " is not base64.");
        }
    }

    private static ProblemException damaged(String detail) {
        return new ProblemException(ProblemType.OPEN_DATA_DAMAGED, detail);
    }
}
