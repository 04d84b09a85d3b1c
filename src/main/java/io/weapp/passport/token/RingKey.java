package io.weapp.passport.token;

import java.time.Duration;
import java.time.Instant;

/**
 * A key and its place in time.
 *
 * @param signsAt when it takes over from its predecessor
 * @param longestTtl no token it has signed lives longer than this
 */
record RingKey(int generation, OpenKey key, Instant createdAt, Instant signsAt, Duration longestTtl) {

    boolean waitsAt(Instant now) {
        return signsAt.isAfter(now);
    }

    boolean signedFor(Duration ttl) {
        return ttl.compareTo(longestTtl) <= 0;
    }
}
