package io.weapp.passport.wechatsim;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Every code that was handed out, spent or not. */
final class Codes {
    private final Clock clock;
    private final Map<String, Code> codes = new HashMap<>();

    Codes(Clock clock) {
        this.clock = clock;
    }

    Code issue(Code.Kind kind, App app, User user) {
        return keep(Code.issue(kind, app, user, clock.instant()));
    }

    Code issueExpired(Code.Kind kind, App app, User user) {
        return keep(Code.issue(kind, app, user, clock.instant().minus(Code.VALIDITY)));
    }

    Code find(String value, Code.Kind kind, Errcode unknown, Errcode expired) {
        Instant now = clock.instant();
        Code code = codes.get(value);
        if (code == null || code.kind() != kind) {
            throw new Refusal(unknown);
        }
        if (code.expiredAt(now)) {
            throw new Refusal(expired);
        }
        return code;
    }

    void spend(Code code) {
        keep(code.spent());
    }

    private Code keep(Code code) {
        codes.put(code.value(), code);
        return code;
    }
}
