package io.weapp.passport.user;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The former id of a user who was joined to another; whoever has kept it still finds the user. */
@Entity
@Table(name = "user_alias")
public class UserAlias {

    @Id
    private String alias;

    @Column(name = "user_id")
    private String userId;

    @Column(name = "joined_at")
    private Instant joinedAt;

    protected UserAlias() {}

    static UserAlias of(User left, User kept, Instant now) {
        UserAlias alias = new UserAlias();
        alias.alias = left.id();
        alias.userId = kept.id();
        alias.joinedAt = now;
        return alias;
    }

    String userId() {
        return userId;
    }
}
