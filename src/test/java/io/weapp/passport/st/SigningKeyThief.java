package io.weapp.passport.st;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Signs whatever claims a test likes with the key with which the server signs, which it takes from the database with the master key. */
final class SigningKeyThief {

    private static final int IV_BYTES = 12;

    private final RSAKey key;

    SigningKeyThief(Database database, String masterKey) {
        try {
            String kid = database.text(
                    "select kid from signing_key where signs_at <= ? order by generation desc",
                    System.currentTimeMillis());
            String sealed = database.text("select jwk from signing_key where kid = ?", kid);
            byte[] box = Base64.getUrlDecoder().decode(sealed.split("\\.", -1)[2]);
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(Base64.getDecoder().decode(masterKey), "AES"),
                    new GCMParameterSpec(128, box, 0, IV_BYTES));
            cipher.updateAAD(("signing_key:" + kid).getBytes(StandardCharsets.UTF_8));
            byte[] jwk = cipher.doFinal(Arrays.copyOfRange(box, IV_BYTES, box.length));
            key = RSAKey.parse(new String(jwk, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    RSAKey key() {
        return key;
    }

    String signed(JWTClaimsSet claims) {
        return signed(claims, key.getKeyID(), key);
    }

    static String signed(JWTClaimsSet claims, String kid, RSAKey with) {
        try {
            SignedJWT jwt = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .type(JOSEObjectType.JWT)
                            .keyID(kid)
                            .build(),
                    claims);
            jwt.sign(new RSASSASigner(with));
            return jwt.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
