package io.weapp.passport.wechatsim;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** What WeChat does to a message before it pushes it. */
final class PushCipher {

    private PushCipher() {}

    static String signature(String... parts) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            List.of(parts).stream().sorted().forEach(part -> sha1.update(part.getBytes(UTF_8)));
            return "%040x".formatted(new BigInteger(1, sha1.digest()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The random part is 16 characters. */
    static String encrypt(byte[] key, String random, String message, String appId) {
        byte[] text = message.getBytes(UTF_8);
        ByteArrayOutputStream full = new ByteArrayOutputStream();
        full.writeBytes(random.getBytes(UTF_8));
        for (int shift = 24; shift >= 0; shift -= 8) {
            full.write(text.length >>> shift);
        }
        full.writeBytes(text);
        full.writeBytes(appId.getBytes(UTF_8));
        int pad = 32 - full.size() % 32;
        for (int i = 0; i < pad; i++) {
            full.write(pad);
        }
        try {
            Cipher aes = Cipher.getInstance("AES/CBC/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(key, 0, 16));
            return Base64.getEncoder().encodeToString(aes.doFinal(full.toByteArray()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
