package io.weapp.passport.wechatsim;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The page of WeChat's console where API security is switched on. */
final class SecurityControl {
    private SecurityControl() {}

    /** WeChat's own key is a new one every time. */
    static JsonObject require(ControlCall call) {
        String symmetricKey = call.text("symmetricKey");
        KeyPair wechatKeys = newKeys();
        ApiSecurity security = new ApiSecurity(
                symmetricKey == null ? null : Base64.getDecoder().decode(symmetricKey),
                call.text("symmetricKeySn", ""),
                publicKey(call.text("publicKey")),
                wechatKeys,
                RandomText.HEX.ofLength(32),
                call.flag("signs", true));
        call.world().apiSecurity.put(call.app().appId(), security);
        return Json.createObjectBuilder()
                .add("publicKey", pem(wechatKeys.getPublic()))
                .add("serial", security.serial())
                .build();
    }

    private static @Nullable PublicKey publicKey(@Nullable String pem) {
        if (pem == null) {
            return null;
        }
        String base64 = pem.replaceAll("-----[A-Z ]+-----", "");
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePublic(
                            new X509EncodedKeySpec(Base64.getMimeDecoder().decode(base64)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("publicKey is no RSA key in PEM", e);
        }
    }

    private static String pem(PublicKey key) {
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
