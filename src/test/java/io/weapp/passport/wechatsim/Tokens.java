package io.weapp.passport.wechatsim;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The access tokens of all apps: a classic slot and a stable slot each, neither of which knows of the other. */
final class Tokens {
    private static final Duration OVERLAP = Duration.ofMinutes(5);

    private final Clock clock;
    private final Switches switches;
    private final Map<String, TokenSlot> classicSlots = new HashMap<>();
    private final Map<String, TokenSlot> stableSlots = new HashMap<>();
    private final Map<String, Token> issued = new HashMap<>();

    Tokens(Clock clock, Switches switches) {
        this.clock = clock;
        this.switches = switches;
    }

    Token classic(App app) {
        return issue(app, slot(classicSlots, app), OVERLAP);
    }

    Token stable(App app) {
        TokenSlot slot = slot(stableSlots, app);
        Token current = slot.current();
        boolean lasting =
                current != null && clock.instant().isBefore(current.expiresAt().minus(OVERLAP));
        return current != null && lasting ? current : issue(app, slot, OVERLAP);
    }

    Token forced(App app) {
        TokenSlot slot = slot(stableSlots, app);
        if (!slot.mayForce(clock.instant())) {
            return stable(app);
        }
        slot.countForce(clock.instant());
        return issue(app, slot, Duration.ZERO);
    }

    void retireAll(App app) {
        Instant now = clock.instant();
        issued.values().stream()
                .filter(token -> token.appId().equals(app.appId()))
                .forEach(token -> token.retireAt(now));
        slot(classicSlots, app).clear();
        slot(stableSlots, app).clear();
    }

    @Nullable
    Token find(String value) {
        return issued.get(value);
    }

    /** The app that a call with this access token speaks for. */
    String appIdBehind(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw new Refusal(Errcode.ACCESS_TOKEN_MISSING);
        }
        if (!Token.wellFormed(value)) {
            throw new Refusal(Errcode.INVALID_ACCESS_TOKEN);
        }
        Token token = find(value);
        Instant now = clock.instant();
        if (token == null || token.retiredAt(now)) {
            throw new Refusal(Errcode.INVALID_CREDENTIAL);
        }
        if (token.expiredAt(now)) {
            throw new Refusal(Errcode.ACCESS_TOKEN_EXPIRED);
        }
        return token.appId();
    }

    long secondsLeft(Token token) {
        return Duration.between(clock.instant(), token.expiresAt())
                .plusMillis(999)
                .toSeconds();
    }

    private Token issue(App app, TokenSlot slot, Duration overlap) {
        Instant now = clock.instant();
        Token token = new Token(app.appId(), now.plus(switches.seconds(Switch.TOKEN_LIFETIME_SECONDS)));
        issued.put(token.value(), token);
        return slot.replace(token, now, overlap);
    }

    private static TokenSlot slot(Map<String, TokenSlot> slots, App app) {
        return slots.computeIfAbsent(app.appId(), unknown -> new TokenSlot());
    }
}
