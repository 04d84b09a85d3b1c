package io.weapp.passport.user;

import io.weapp.passport.vault.Vault;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** WeChat's session keys of one identity, sealed: the newest and its predecessor, by the time their exchange started. */
@Entity
@Table(name = "session_key")
public class SessionKeyRing {

    @Id
    @Column(name = "identity_id")
    private String identityId;

    private String newest;

    @Column(name = "newest_started_at")
    private Instant newestStartedAt;

    private String predecessor;

    @Column(name = "predecessor_started_at")
    private Instant predecessorStartedAt;

    protected SessionKeyRing() {}

    static SessionKeyRing of(Identity identity) {
        SessionKeyRing ring = new SessionKeyRing();
        ring.identityId = identity.id();
        return ring;
    }

    /** Puts a key in its place by the time its exchange started; a key that is known already only becomes younger. */
    void add(String key, Instant startedAt, Vault vault) {
        if (newest == null) {
            newest = vault.seal(key, place());
            newestStartedAt = startedAt;
        } else if (vault.open(newest, place()).equals(key)) {
            newestStartedAt = startedAt.isAfter(newestStartedAt) ? startedAt : newestStartedAt;
        } else if (startedAt.isAfter(newestStartedAt)) {
            predecessor = newest;
            predecessorStartedAt = newestStartedAt;
            newest = vault.seal(key, place());
            newestStartedAt = startedAt;
        } else if (predecessor == null || startedAt.isAfter(predecessorStartedAt)) {
            predecessor = vault.seal(key, place());
            predecessorStartedAt = startedAt;
        }
    }

    /** The keys to try, best first; use them and forget them. */
    List<String> keys(Vault vault) {
        return Stream.of(newest, predecessor)
                .filter(Objects::nonNull)
                .map(key -> vault.open(key, place()))
                .toList();
    }

    /** When the exchanges that brought the keys started, newest first; the keys themselves are no business of their user. */
    List<Instant> startedAt() {
        return Stream.of(newestStartedAt, predecessorStartedAt)
                .filter(Objects::nonNull)
                .toList();
    }

    private String place() {
        return "session_key:" + identityId;
    }
}
