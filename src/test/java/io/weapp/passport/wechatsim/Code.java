package io.weapp.passport.wechatsim;

import java.time.Duration;
import java.time.Instant;

/** What the client hands to its server to exchange, once and within five minutes. */
record Code(String value, Kind kind, String appId, String user, Instant issuedAt, boolean used) {

    static final Duration VALIDITY = Duration.ofMinutes(5);

    /** Codes of one kind are worth nothing where another kind is asked for. */
    enum Kind {
        LOGIN,
        PHONE,
        PLUGIN;

        private String newValue() {
            return this == PHONE ? RandomText.HEX.ofLength(64) : RandomText.ALPHANUMERIC.ofLength(32);
        }
    }

    static Code issue(Kind kind, App app, User user, Instant issuedAt) {
        return new Code(kind.newValue(), kind, app.appId(), user.name(), issuedAt, false);
    }

    boolean expiredAt(Instant now) {
        return !now.isBefore(issuedAt.plus(VALIDITY));
    }

    Code spent() {
        return new Code(value, kind, appId, user, issuedAt, true);
    }
}
