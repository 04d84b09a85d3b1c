package io.weapp.passport.token;

import java.time.Duration;

/** A signed access token and how long it lives from now. */
public record AccessToken(String value, Duration ttl) {

    /** Whoever holds the value is the user, so it is not printed. */
    @Override
    public String toString() {
        return "AccessToken[ttl=" + ttl + "]";
    }
}
