package io.weapp.passport.wechatsim;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * An app's API security as its operator switched it on in WeChat's console: calls must be encrypted and signed, and so are the
 * answers.
 *
 * @param symmetricKey 32 bytes; null if the operator has set none
 * @param publicKey of the app; null likewise
 * @param signs false for a WeChat that answers plain all the same
 */
record ApiSecurity(
        byte @Nullable [] symmetricKey,
        String symmetricKeySn,
        @Nullable PublicKey publicKey,
        KeyPair wechatKeys,
        String serial,
        boolean signs) {
    private static final Set<String> PATHS = Set.of(
            "/wxa/business/getuserphonenumber",
            "/wxa/business/checkencryptedmsg",
            "/wxa/business/getuserencryptkey",
            "/wxa/getpluginopenpid",
            "/wxa/getuserriskrank",
            "/wxa/msg_sec_check",
            "/wxa/media_check_async");
    private static final long MAX_AGE_SECONDS = 300;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Null if such a call comes and goes plain. */
    static @Nullable ApiSecurity of(World world, ApiCall call) {
        Token token =
                PATHS.contains(call.path()) ? world.tokens.find(call.query().getOrDefault("access_token", "")) : null;
        return token == null ? null : world.apiSecurity.get(token.appId());
    }

    /** The call as it would have come unencrypted. */
    ApiCall opened(World world, ApiCall call) {
        String appId = header(call, "wechatmp-appid", Errcode.API_APPID_MISSING);
        String timestamp = header(call, "wechatmp-timestamp", Errcode.API_TIMESTAMP_MISSING);
        String signature = header(call, "wechatmp-signature", Errcode.API_SIGNATURE_MISSING);
        if (world.apps.find(appId) == null) {
            throw new Refusal(Errcode.API_BAD_APPID);
        }
        if (!appId.equals(world.appWithToken(call).appId())) {
            throw new Refusal(Errcode.API_APPID_NOT_OF_TOKEN);
        }
        requireRecent(timestamp, world.clock.instant());
        requireSignature(signature, signedText(call, appId, timestamp, call.body()));
        JsonObject plain = decrypted(call, additionalData(call, appId, timestamp));
        if (!plain.getString("_appid", "").equals(appId)
                || plain.getString("_n", "").isEmpty()
                || !(plain.get("_timestamp") instanceof JsonNumber time)
                || !time.toString().equals(timestamp)) {
            throw new Refusal(Errcode.API_BAD_ENCRYPTION);
        }
        return call.withBody(plain.toString());
    }

    Reply sealed(World world, ApiCall call, Reply reply) {
        if (!signs) {
            return reply;
        }
        String appId = world.appWithToken(call).appId();
        long now = world.clock.instant().getEpochSecond();
        String timestamp = String.valueOf(now);
        JsonObjectBuilder plain = Json.createObjectBuilder()
                .add("_n", RandomText.HEX.ofLength(22))
                .add("_appid", appId)
                .add("_timestamp", now);
        parsed(reply.body()).forEach(plain::add);
        String body = encrypted(plain.build(), additionalData(call, appId, timestamp));
        return reply.with(
                body,
                Map.of(
                        "Wechatmp-Appid", appId,
                        "Wechatmp-TimeStamp", timestamp,
                        "Wechatmp-Serial", serial,
                        "Wechatmp-Signature", signature(signedText(call, appId, timestamp, body))));
    }

    private static String header(ApiCall call, String name, Errcode missing) {
        String value = call.headers().get(name);
        if (value == null || value.isEmpty()) {
            throw new Refusal(missing);
        }
        return value;
    }

    private static void requireRecent(String timestamp, Instant now) {
        if (!timestamp.matches("[0-9]{10}")
                || Math.abs(now.getEpochSecond() - Long.parseLong(timestamp)) > MAX_AGE_SECONDS) {
            throw new Refusal(Errcode.API_TIMESTAMP_OLD);
        }
    }

    private void requireSignature(String signature, String text) {
        if (publicKey == null) {
            throw new Refusal(Errcode.NO_PUBLIC_KEY);
        }
        try {
            Signature verifier = pss();
            verifier.initVerify(publicKey);
            verifier.update(text.getBytes(UTF_8));
            if (verifier.verify(Base64.getDecoder().decode(signature))) {
                return;
            }
        } catch (GeneralSecurityException | IllegalArgumentException wrong) {
            // refused below
        }
        throw new Refusal(Errcode.API_BAD_SIGNATURE);
    }

    private String signature(String text) {
        try {
            Signature signer = pss();
            signer.initSign(wechatKeys.getPrivate());
            signer.update(text.getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonObject decrypted(ApiCall call, String additionalData) {
        if (symmetricKey == null) {
            throw new Refusal(Errcode.NO_SYMMETRIC_KEY);
        }
        try {
            JsonObject envelope = parsed(call.body());
            ByteArrayOutputStream box = new ByteArrayOutputStream();
            box.writeBytes(Base64.getDecoder().decode(envelope.getString("data")));
            box.writeBytes(Base64.getDecoder().decode(envelope.getString("authtag")));
            byte[] iv = Base64.getDecoder().decode(envelope.getString("iv"));
            return parsed(
                    new String(aes(Cipher.DECRYPT_MODE, iv, additionalData).doFinal(box.toByteArray()), UTF_8));
        } catch (GeneralSecurityException
                | JsonException
                | IllegalArgumentException
                | NullPointerException
                | ClassCastException wrong) {
            throw new Refusal(Errcode.API_BAD_ENCRYPTION);
        }
    }

    private String encrypted(JsonObject plain, String additionalData) {
        byte[] iv = new byte[12];
        RANDOM.nextBytes(iv);
        try {
            byte[] box = aes(Cipher.ENCRYPT_MODE, iv, additionalData)
                    .doFinal(plain.toString().getBytes(UTF_8));
            String data = Base64.getEncoder().encodeToString(Arrays.copyOfRange(box, 0, box.length - 16));
            String tag = Base64.getEncoder().encodeToString(Arrays.copyOfRange(box, box.length - 16, box.length));
            return "{\"iv\":\"%s\",\"data\":\"%s\",\"authtag\":\"%s\"}"
                    .formatted(Base64.getEncoder().encodeToString(iv), data, tag);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Cipher aes(int mode, byte[] iv, String additionalData) throws GeneralSecurityException {
        Cipher aes = Cipher.getInstance("AES/GCM/NoPadding");
        aes.init(mode, new SecretKeySpec(symmetricKey, "AES"), new GCMParameterSpec(128, iv));
        aes.updateAAD(additionalData.getBytes(UTF_8));
        return aes;
    }

    private static Signature pss() throws GeneralSecurityException {
        Signature pss = Signature.getInstance("RSASSA-PSS");
        pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        return pss;
    }

    /** Whatever the address under which the simulator is reached. */
    private static String address(ApiCall call) {
        return "https://api.weixin.qq.com" + call.path();
    }

    private static String signedText(ApiCall call, String appId, String timestamp, String body) {
        return address(call) + "\n" + appId + "\n" + timestamp + "\n" + body;
    }

    private String additionalData(ApiCall call, String appId, String timestamp) {
        return address(call) + "|" + appId + "|" + timestamp + "|" + symmetricKeySn;
    }

    private static JsonObject parsed(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }
}
