package io.weapp.passport.wechat;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of an app whose calls to WeChat are signed and encrypted, as WeChat's console has them.
 *
 * @param symmetric encrypts both ways
 * @param symmetricSn what the console calls it
 * @param ours signs what we send
 * @param wechats checks what WeChat answers
 * @param wechatsSn what the console calls it; not the serial inside the certificate
 */
public record ApiKeys(
        SecretKey symmetric, String symmetricSn, RSAPrivateKey ours, RSAPublicKey wechats, String wechatsSn) {

    private static final int SYMMETRIC_BYTES = 32;
    private static final int LEAST_RSA_BITS = 2048;
    private static final int MOST_LETTERS = 8192;
    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----\\s*");

    /**
     * Reads an AES key.
     *
     * @param base64 of 32 bytes
     * @throws IllegalArgumentException if it is anything else
     */
    public static SecretKey symmetric(String base64) {
        byte[] key = Base64.getDecoder().decode(base64);
        if (key.length != SYMMETRIC_BYTES) {
            throw new IllegalArgumentException("not 32 bytes");
        }
        return new SecretKeySpec(key, "AES");
    }

    /**
     * Reads our private key.
     *
     * @param pem an RSA key in PKCS#8
     * @throws IllegalArgumentException if it is anything else
     */
    public static RSAPrivateKey ours(String pem) {
        Matcher parts = parts(pem);
        try {
            if (parts.group(1).equals("PRIVATE KEY")
                    && KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(bytes(parts)))
                            instanceof RSAPrivateKey key) {
                return strong(key);
            }
        } catch (GeneralSecurityException e) {
            // said below, without a word about the key
        }
        throw new IllegalArgumentException("no RSA private key in PKCS#8");
    }

    /**
     * Reads WeChat's key.
     *
     * @param pem a certificate or a public key, of RSA. Who signed the certificate and until when it is good does not count: the
     *     operator took it from WeChat's console, which says so itself when it changes.
     * @throws IllegalArgumentException if it is anything else
     */
    public static RSAPublicKey wechats(String pem) {
        Matcher parts = parts(pem);
        try {
            PublicKey read = switch (parts.group(1)) {
                case "CERTIFICATE" ->
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(bytes(parts)))
                            .getPublicKey();
                case "PUBLIC KEY" -> KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(bytes(parts)));
                default -> throw new IllegalArgumentException("neither certificate nor public key");
            };
            if (read instanceof RSAPublicKey key) {
                return strong(key);
            }
        } catch (GeneralSecurityException e) {
            // said below
        }
        throw new IllegalArgumentException("no certificate and no public key of RSA");
    }

    private static <K extends RSAKey> K strong(K key) {
        if (key.getModulus().bitLength() < LEAST_RSA_BITS) {
            throw new IllegalArgumentException("less than 2048 bits");
        }
        return key;
    }

    private static Matcher parts(String pem) {
        Matcher parts = PEM.matcher(pem);
        if (pem.length() > MOST_LETTERS || !parts.matches()) {
            throw new IllegalArgumentException("not PEM");
        }
        return parts;
    }

    private static byte[] bytes(Matcher parts) {
        return Base64.getMimeDecoder().decode(parts.group(2));
    }

    /** Whoever holds the keys speaks for the app, so they are not printed. */
    @Override
    public String toString() {
        return "ApiKeys[" + symmetricSn + ", " + wechatsSn + "]";
    }
}
