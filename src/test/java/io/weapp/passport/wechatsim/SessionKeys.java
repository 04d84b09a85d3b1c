package io.weapp.passport.wechatsim;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The session keys of everybody, by openid, and when they are replaced. */
final class SessionKeys {
    private final Clock clock;
    private final Switches switches;
    private final Map<String, KeyRing> rings = new HashMap<>();
    private final Set<String> issued = new LinkedHashSet<>();

    SessionKeys(Clock clock, Switches switches) {
        this.clock = clock;
        this.switches = switches;
    }

    /** What the user's phone holds; it has a key before any server exchanged a code. */
    KeyRing held(String openId, String appId) {
        return rings.computeIfAbsent(openId, unknown -> {
            Instant now = clock.instant();
            return noted(new KeyRing(appId, SessionKey.random(), null, now, lifetimeFrom(now)));
        });
    }

    @Nullable
    KeyRing find(String openId) {
        return rings.get(openId);
    }

    boolean alive(@Nullable KeyRing ring) {
        return ring != null && !ring.expiredAt(clock.instant());
    }

    SessionKey exchanged(String openId, String appId) {
        KeyRing ring = held(openId, appId);
        Instant now = clock.instant();
        KeyRing next = mustRotate(ring, now) ? noted(ring.rotatedAt(now)) : ring;
        rings.put(openId, next.expiringAt(lifetimeFrom(now)));
        return next.current();
    }

    /** A new key that dies when the old one would have died. */
    KeyRing rotate(String openId, String appId) {
        KeyRing next = noted(held(openId, appId).rotatedAt(clock.instant()));
        rings.put(openId, next);
        return next;
    }

    /** Every key that anybody ever had, for those who search for leaks. */
    Set<String> issued() {
        return issued;
    }

    private KeyRing noted(KeyRing ring) {
        issued.add(ring.current().text());
        return ring;
    }

    private boolean mustRotate(KeyRing ring, Instant now) {
        if (ring.expiredAt(now)) {
            return true;
        }
        return switch (switches.position(Switch.SESSION_KEY_ROTATION)) {
            case "never" -> false;
            case "always" -> true;
            default -> now.isAfter(ring.rotatedAt().plus(switches.seconds(Switch.SESSION_KEY_ROTATION_SECONDS)));
        };
    }

    private Instant lifetimeFrom(Instant now) {
        return now.plus(switches.seconds(Switch.SESSION_KEY_LIFETIME_SECONDS));
    }
}
