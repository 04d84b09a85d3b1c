package io.weapp.passport.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All keys at one moment. What a key does follows from the time alone, so that every node changes over at once without a
 * word: it waits until {@code signsAt}, signs until its successor does, and then verifies until its last token has expired.
 */
final class KeyRing {

    /** The clocks of two nodes may be this far apart, and so may the last signatures of a key. */
    static final Duration SKEW = Duration.ofMinutes(1);

    private final List<RingKey> newestFirst;
    private final Map<String, OpenKey> byKid;
    private final String jwks;

    KeyRing(List<RingKey> keys) {
        newestFirst = keys.stream()
                .sorted(Comparator.comparing(RingKey::generation).reversed())
                .toList();
        byKid = keys.stream().map(RingKey::key).collect(Collectors.toMap(OpenKey::kid, Function.identity()));
        List<JWK> publicHalves =
                newestFirst.stream().map(ring -> ring.key().publicHalf()).toList();
        jwks = new JWKSet(publicHalves).toString();
    }

    boolean isEmpty() {
        return newestFirst.isEmpty();
    }

    /** @throws IllegalStateException if there is no key at all */
    RingKey newest() {
        if (isEmpty()) {
            throw new IllegalStateException("The signing keys are not loaded yet");
        }
        return newestFirst.get(0);
    }

    /** The newest key whose time has come; the oldest one if the clock was put back before that. */
    RingKey signingAt(Instant now) {
        RingKey signing = newest();
        for (RingKey key : newestFirst) {
            signing = key;
            if (!key.waitsAt(now)) {
                break;
            }
        }
        return signing;
    }

    Optional<OpenKey> byKid(String kid) {
        return Optional.ofNullable(byKid.get(kid));
    }

    /** The public halves as a JWK set (RFC 7517). */
    String jwks() {
        return jwks;
    }

    /** Newest first. */
    List<KeyView> viewsAt(Instant now) {
        if (isEmpty()) {
            return List.of();
        }
        int signing = signingAt(now).generation();
        return newestFirst.stream().map(key -> KeyView.of(key, signing)).toList();
    }

    /** The generations of the keys that no living token was signed with. */
    List<Integer> doneAt(Instant now) {
        List<Integer> done = new ArrayList<>();
        for (int i = 1; i < newestFirst.size(); i++) {
            RingKey key = newestFirst.get(i);
            Instant lastSignature = newestFirst.get(i - 1).signsAt();
            if (lastSignature.plus(key.longestTtl()).plus(SKEW).isBefore(now)) {
                done.add(key.generation());
            }
        }
        return done;
    }
}
