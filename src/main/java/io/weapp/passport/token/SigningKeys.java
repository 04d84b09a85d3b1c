package io.weapp.passport.token;

import io.weapp.passport.settings.Settings;
import io.weapp.passport.vault.Vault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys that sign and verify access tokens, as this node knows them. */
@ApplicationScoped
public class SigningKeys {

    /** How long anybody may keep our JWK set before looking again. */
    static final Duration JWKS_MAX_AGE = Duration.ofSeconds(10);

    /** How often a node looks for what other nodes did. */
    static final Duration CHECK_INTERVAL = Duration.ofSeconds(5);

    /**
     * A new key signs this long after it was made: until then every node has learned of it, every copy of the JWK set is
     * out of date, and as much again is left for clocks that differ.
     */
    static final Duration LEAD = JWKS_MAX_AGE.plus(CHECK_INTERVAL).multipliedBy(2);

    @Inject
    StoredKeys stored;

    @Inject
    Vault vault;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    private volatile KeyRing ring = new KeyRing(List.of());

    /**
     * Makes a new key, which takes over soon; if one is waiting to do so already, nothing.
     *
     * @param actor who asks for it, for the audit log; null if it is due
     * @return the key that takes over
     */
    public KeyView rotate(@Nullable String actor) {
        load();
        RingKey newest = ring.newest();
        Instant now = clock.instant();
        if (!newest.waitsAt(now)) {
            int generation = newest.generation() + 1;
            SigningKey next = generate(generation, now, now.plus(LEAD));
            addUnlessThere(generation, () -> stored.addNext(next, actor));
        }
        return states().get(0);
    }

    /** What every key is doing, newest first. */
    public List<KeyView> states() {
        return ring.viewsAt(clock.instant());
    }

    /** Reads the keys into memory, where every request finds them; an empty database gets its first key. */
    synchronized void load() {
        read();
        if (ring.isEmpty()) {
            Instant now = clock.instant();
            SigningKey first = generate(1, now, now);
            addUnlessThere(1, () -> stored.addFirst(first));
        }
    }

    /** Whether there is a key to sign with. */
    public boolean loaded() {
        return !ring.isEmpty();
    }

    /** Drops the keys that no living token was signed with. */
    void dropTheDone() {
        List<Integer> done = ring.doneAt(clock.instant());
        if (!done.isEmpty()) {
            stored.drop(done);
            read();
        }
    }

    /**
     * The key to sign with; it stays published until a token that lives this long has expired.
     *
     * @param ttl from now
     */
    OpenKey signing(Duration ttl) {
        RingKey signing = signing();
        if (!signing.signedFor(ttl)) {
            stored.prolong(signing.generation(), ttl);
            read();
        }
        return signing.key();
    }

    RingKey signing() {
        return ring.signingAt(clock.instant());
    }

    RingKey newest() {
        return ring.newest();
    }

    Optional<OpenKey> byKid(String kid) {
        return ring.byKid(kid);
    }

    /** The public halves as other parties may see them: a JWK set (RFC 7517). */
    String jwks() {
        return ring.jwks();
    }

    private synchronized void read() {
        KeyRing known = ring;
        ring = new KeyRing(stored.all().stream()
                .map(key -> key.onRing(known.byKid(key.kid()).orElseGet(() -> key.open(vault))))
                .toList());
    }

    private SigningKey generate(int generation, Instant now, Instant signsAt) {
        KeyAlgorithm algorithm = KeyAlgorithm.named(settings.signingAlgorithm());
        return SigningKey.generate(generation, algorithm, now, signsAt, settings.accessTokenTtl(), vault);
    }

    /** Of several nodes that make the same generation at once one succeeds; the others take its key. */
    private void addUnlessThere(int generation, Runnable add) {
        try {
            add.run();
            read();
        } catch (PersistenceException e) {
            read();
            if (ring.isEmpty() || ring.newest().generation() < generation) {
                throw e;
            }
        }
    }
}
