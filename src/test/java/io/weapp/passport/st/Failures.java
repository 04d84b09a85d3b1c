package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/** What the shared server remembers of failed operator logins, changed as time and strangers would. */
final class Failures {

    private Failures() {}

    static void aQuarterOfAnHourPasses() {
        Database.shared()
                .change(
                        "update failure_count set expires_at = expires_at - ?",
                        Duration.ofMinutes(15).toMillis());
    }

    /** From more addresses than a test has. */
    static void manyStrangersGuess(String name) {
        int known = Database.shared()
                .change(
                        "update failure_count set failures = 1000, expires_at = ? where id = ?",
                        Instant.now().plus(Duration.ofMinutes(15)).toEpochMilli(),
                        sha256("name " + name));
        assertThat(known).isEqualTo(1);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
