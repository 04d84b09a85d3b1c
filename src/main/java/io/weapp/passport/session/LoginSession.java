package io.weapp.passport.session;

import io.weapp.passport.user.Identity;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One login of one user on one device in one app: the login state. */
@Entity
@Table(name = "login_session")
public class LoginSession {

    @Id
    private String id;

    @Column(name = "user_id")
    private String userId;

    @Column(name = "identity_id")
    private String identityId;

    @Column(name = "app_id")
    private String appId;

    private String device;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "last_seen_at")
    private Instant lastSeenAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "ended_at")
    private Instant endedAt;

    @Column(name = "end_reason")
    private String endReason;

    protected LoginSession() {}

    static LoginSession open(Identity identity, @Nullable String device, Duration lifetime, Instant now) {
        LoginSession session = new LoginSession();
        session.id = UUID.randomUUID().toString();
        session.userId = identity.user().id();
        session.identityId = identity.id();
        session.appId = identity.appId();
        session.device = device;
        session.createdAt = now;
        session.lastSeenAt = now;
        session.expiresAt = now.plus(lifetime);
        return session;
    }

    public String id() {
        return id;
    }

    public String userId() {
        return userId;
    }

    public String appId() {
        return appId;
    }

    public boolean ended() {
        return endedAt != null;
    }

    Instant createdAt() {
        return createdAt;
    }

    SessionRecordView record() {
        return new SessionRecordView(id, appId, userId, device, createdAt, lastSeenAt, expiresAt, endedAt, endReason);
    }

    public SessionView view() {
        return new SessionView(id, appId, userId, device, createdAt, lastSeenAt, expiresAt);
    }
}
