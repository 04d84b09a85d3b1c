package io.weapp.passport.token;

import org.jspecify.annotations.Nullable;

/**
 * A new key was made and will sign soon. Fired inside the transaction that stores the key.
 *
 * @param actor who asked for it; nobody if it was due
 */
public record KeyRotated(String kid, @Nullable String actor) {}
