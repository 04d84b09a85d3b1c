package io.weapp.passport.user;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A person as we know them, under an id that says nothing about WeChat. */
@Entity
@Table(name = "passport_user")
public class User {

    @Id
    private String id;

    @Column(name = "disabled_at")
    private Instant disabledAt;

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

    void disable(Instant now) {
        disabledAt = now;
    }

    void enable() {
        disabledAt = null;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
