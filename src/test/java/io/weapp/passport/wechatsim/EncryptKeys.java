package io.weapp.passport.wechatsim;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The traffic keys of everybody, by openid: a new one when the last has expired, the last three kept. */
final class EncryptKeys {
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final int KEPT = 3;

    private final Clock clock;
    private final Map<String, Deque<Key>> keys = new HashMap<>();

    EncryptKeys(Clock clock) {
        this.clock = clock;
    }

    List<Key> newestFirst(String openId) {
        Deque<Key> known = keys.computeIfAbsent(openId, nobody -> new ArrayDeque<>());
        Key newest = known.peekFirst();
        if (newest == null || secondsLeft(newest) == 0) {
            int version = newest == null ? 1 : newest.version() + 1;
            known.addFirst(new Key(SessionKey.random().text(), version, RandomText.HEX.ofLength(16), clock.instant()));
        }
        while (known.size() > KEPT) {
            known.removeLast();
        }
        return List.copyOf(known);
    }

    long secondsLeft(Key key) {
        return Math.max(
                0,
                Duration.between(clock.instant(), key.createdAt().plus(LIFETIME))
                        .toSeconds());
    }

    record Key(String text, int version, String iv, Instant createdAt) {}
}
