package io.weapp.passport.token;

import java.time.Instant;

/**
 * A signing key as an operator sees it.
 *
 * @param state {@code next}: published, will sign; {@code signing}; {@code retired}: verifies until its last token has expired
 * @param signsAt when it takes, or took, over from its predecessor
 */
public record KeyView(String kid, String algorithm, String state, Instant createdAt, Instant signsAt) {

    static KeyView of(RingKey key, int signing) {
        return new KeyView(
                key.key().kid(),
                key.key().algorithm().name(),
                key.generation() > signing ? "next" : key.generation() == signing ? "signing" : "retired",
                key.createdAt(),
                key.signsAt());
    }
}
