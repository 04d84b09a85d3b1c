package io.weapp.passport.operator;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns passwords into what may be stored, and compares; slow on purpose. */
@ApplicationScoped
public class OperatorPasswords {

    public static final int MIN_LENGTH = 12;
    public static final int MAX_LENGTH = 200;

    /** What OWASP asks of PBKDF2 with SHA-512; a stored hash names the parameters it was made with. */
    private static final Map<String, String> PARAMETERS = Map.of(
            "Pbkdf2PasswordHash.Algorithm", "PBKDF2WithHmacSHA512",
            "Pbkdf2PasswordHash.Iterations", "210000",
            "Pbkdf2PasswordHash.SaltSizeBytes", "32",
            "Pbkdf2PasswordHash.KeySizeBytes", "64");

    private static final int RANDOM_BYTES = 18;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    Pbkdf2PasswordHash pbkdf2;

    private String hashOfNobody = "";

    @PostConstruct
    void prepare() {
        pbkdf2.initialize(PARAMETERS);
        hashOfNobody = hash(random());
    }

    static boolean acceptable(String password) {
        return password.length() >= MIN_LENGTH && password.length() <= MAX_LENGTH;
    }

    /** Algorithm, iterations, salt and hash in one text, about 180 characters. */
    public String hash(String password) {
        return pbkdf2.generate(password.toCharArray());
    }

    /** Compares a password with a stored hash; takes as long if there is none, so that time does not tell who exists. */
    public boolean matches(String password, @Nullable String hash) {
        boolean same = pbkdf2.verify(password.toCharArray(), hash == null ? hashOfNobody : hash);
        return same && hash != null;
    }

    /** 144 random bits, 24 characters. */
    static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
