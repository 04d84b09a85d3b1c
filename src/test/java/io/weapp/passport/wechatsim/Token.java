package io.weapp.passport.wechatsim;

import java.time.Instant;

/** An access token of an app: good until it expires, or until a newer one has retired it. */
final class Token {
    private final String value;
    private final String appId;
    private final Instant expiresAt;
    private Instant retiredAt = Instant.MAX;

    Token(String appId, Instant expiresAt) {
        this.value = "66_" + RandomText.URL_SAFE.ofLength(136);
        this.appId = appId;
        this.expiresAt = expiresAt;
    }

    static boolean wellFormed(String value) {
        return value.matches("\\d+_[\\w-]{100,509}");
    }

    String value() {
        return value;
    }

    String appId() {
        return appId;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    void retireAt(Instant end) {
        retiredAt = end.isBefore(retiredAt) ? end : retiredAt;
    }

    boolean retiredAt(Instant now) {
        return !now.isBefore(retiredAt);
    }

    boolean expiredAt(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
