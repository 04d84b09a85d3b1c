package io.weapp.passport.wechatsim;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The session key of one user in one app; only the current one is alive. */
record KeyRing(String appId, SessionKey current, @Nullable SessionKey previous, Instant rotatedAt, Instant expiresAt) {

    KeyRing rotatedAt(Instant now) {
        return new KeyRing(appId, SessionKey.random(), current, now, expiresAt);
    }

    KeyRing expiringAt(Instant end) {
        return new KeyRing(appId, current, previous, rotatedAt, end);
    }

    boolean expiredAt(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
