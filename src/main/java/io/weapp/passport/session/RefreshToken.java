package io.weapp.passport.session;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;

/** The hash of a refresh token; the token itself is known to its client only. */
@Entity
@Table(name = "refresh_token")
public class RefreshToken {

    @Id
    @Column(name = "token_hash")
    private String tokenHash;

    @Column(name = "session_id")
    private String sessionId;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "used_at")
    private Instant usedAt;

    protected RefreshToken() {}

    static RefreshToken of(RefreshValue value, Instant now) {
        RefreshToken stored = new RefreshToken();
        stored.tokenHash = value.hash();
        stored.sessionId = value.sessionId();
        stored.createdAt = now;
        return stored;
    }

    String sessionId() {
        return sessionId;
    }

    Instant createdAt() {
        return createdAt;
    }

    boolean used() {
        return usedAt != null;
    }

    /** A token that was used is answered for a while, because its client may never have seen the first answer. */
    boolean answered(Duration grace, Instant now) {
        return usedAt == null || now.isBefore(usedAt.plus(grace));
    }
}
