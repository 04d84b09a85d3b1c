package io.weapp.passport.session;

import io.weapp.passport.user.Identity;
import io.weapp.passport.user.VisibleText;
import io.weapp.passport.vault.Vault;
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

    private static final int MAX_DEVICE = 200;

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

    @Column(name = "refresh_key")
    private String refreshKey;

    @Column(name = "access_until")
    private Instant accessUntil;

    @Column(name = "ended_at")
    private Instant endedAt;

    @Column(name = "end_reason")
    private String endReason;

    protected LoginSession() {}

    static LoginSession open(Identity identity, @Nullable String device, Duration lifetime, Vault vault, Instant now) {
        LoginSession session = new LoginSession();
        session.id = UUID.randomUUID().toString();
        session.userId = identity.user().id();
        session.identityId = identity.id();
        session.appId = identity.appId();
        session.device = label(device);
        session.createdAt = now;
        session.lastSeenAt = now;
        session.expiresAt = now.plus(lifetime);
        session.refreshKey = vault.seal(RefreshValue.newKey(), session.place());
        session.accessUntil = now;
        return session;
    }

    private static @Nullable String label(@Nullable String device) {
        String visible = device == null ? "" : VisibleText.of(device, MAX_DEVICE);
        return visible.isEmpty() ? null : visible;
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

    String identityId() {
        return identityId;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** In the same app, that is. */
    boolean isOfTheSameUserAs(LoginSession other) {
        return userId.equals(other.userId) && appId.equals(other.appId);
    }

    /** Ended, or at the end of its absolute lifetime; the row may not say so yet. */
    boolean over(Instant now) {
        return endedAt != null || !now.isBefore(expiresAt);
    }

    /** The same, or not used for its idle time. */
    boolean over(Duration idle, Instant now) {
        return over(now) || !now.isBefore(lastSeenAt.plus(idle));
    }

    /** Notes that the session is used and gets an access token, which must not outlive it. */
    Duration extend(Duration accessTtl, Instant now) {
        Instant until = earlier(now.plus(accessTtl), expiresAt);
        lastSeenAt = now;
        accessUntil = until.isAfter(accessUntil) ? until : accessUntil;
        return Duration.between(now, until);
    }

    /** How long the session lives from now on unless it is used. */
    Duration timeLeft(Duration idle, Instant now) {
        return Duration.between(now, earlier(now.plus(idle), expiresAt));
    }

    RefreshValue nextRefreshToken(Vault vault) {
        return RefreshValue.next(id, vault.open(refreshKey, place()));
    }

    /** Whether a refresh token belongs to this session's chain, used or not. */
    boolean issued(RefreshValue value, Vault vault) {
        return refreshKey != null && value.sealedBy(vault.open(refreshKey, place()));
    }

    LivingSession living() {
        return new LivingSession(id, accessUntil);
    }

    SessionRecordView record() {
        return new SessionRecordView(id, appId, userId, device, createdAt, lastSeenAt, expiresAt, endedAt, endReason);
    }

    public SessionView view() {
        return new SessionView(id, appId, userId, device, createdAt, lastSeenAt, expiresAt);
    }

    private String place() {
        return "login_session.refresh_key:" + id;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
