package io.weapp.passport.user;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Two users with a history each, of whom WeChat says that they are one person. Each pair is noted once. */
@Entity
@Table(name = "unionid_conflict")
public class UnionConflict {

    @Id
    private String id;

    @Column(name = "first_user")
    private String firstUser;

    @Column(name = "second_user")
    private String secondUser;

    @Column(name = "open_platform")
    private String openPlatform;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "dismissed_at")
    private Instant dismissedAt;

    protected UnionConflict() {}

    static UnionConflict between(String one, String other, String openPlatform, Instant now) {
        UnionConflict conflict = new UnionConflict();
        conflict.id = UUID.randomUUID().toString();
        conflict.firstUser = one.compareTo(other) < 0 ? one : other;
        conflict.secondUser = one.compareTo(other) < 0 ? other : one;
        conflict.openPlatform = openPlatform;
        conflict.createdAt = now;
        return conflict;
    }

    String id() {
        return id;
    }

    List<String> users() {
        return List.of(firstUser, secondUser);
    }

    String otherThan(String user) {
        return user.equals(firstUser) ? secondUser : firstUser;
    }

    String openPlatform() {
        return openPlatform;
    }

    Instant createdAt() {
        return createdAt;
    }

    boolean dismissed() {
        return dismissedAt != null;
    }

    /** The same between somebody else and the one who stays, dismissed if this one is. */
    UnionConflict moved(String kept, String left) {
        UnionConflict moved = between(kept, otherThan(left), openPlatform, createdAt);
        moved.dismissedAt = dismissedAt;
        return moved;
    }

    void dismiss(Instant now) {
        dismissedAt = now;
    }
}
