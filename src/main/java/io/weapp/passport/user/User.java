package io.weapp.passport.user;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person as we know them, under an id that says nothing about WeChat. */
@Entity
@Table(name = "passport_user")
public class User {

    @Id
    private String id;

    @Column(name = "disabled_at")
    private Instant disabledAt;

    @Column(name = "disabled_reason")
    private String disabledReason;

    @Column(name = "created_at")
    private Instant createdAt;

    protected User() {}

    static User arrive(Instant now) {
        User user = new User();
        user.id = UUID.randomUUID().toString();
        user.createdAt = now;
        return user;
    }

    public String id() {
        return id;
    }

    public boolean disabled() {
        return disabledAt != null;
    }

    public Instant createdAt() {
        return createdAt;
    }

    void disable(@Nullable String reason, Instant now) {
        disabledAt = now;
        disabledReason = reason;
    }

    /** Takes over that somebody else was disabled, and why. */
    void disableAs(User other) {
        disabledAt = other.disabledAt;
        disabledReason = other.disabledReason;
    }

    void enable() {
        disabledAt = null;
        disabledReason = null;
    }

    UserRecordView record(@Nullable List<IdentityView> identities) {
        return new UserRecordView(
                id, createdAt, disabledAt, disabledReason, identities == null ? List.of() : identities);
    }
}
