package io.weapp.passport.operator;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A person who runs this installation. */
@Entity
@Table(name = "operator")
public class Operator {

    @Id
    private String name;

    @Column(name = "password_hash")
    private String passwordHash;

    @Column(name = "token_generation")
    private String tokenGeneration;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "password_changed_at")
    private Instant passwordChangedAt;

    protected Operator() {}

    static Operator appoint(String name, String passwordHash, Instant now) {
        Operator operator = new Operator();
        operator.name = name;
        operator.createdAt = now;
        operator.changePassword(passwordHash, now);
        return operator;
    }

    public String name() {
        return name;
    }

    public String passwordHash() {
        return passwordHash;
    }

    /** The {@code sid} of this operator's tokens; tokens of an earlier generation are dead. */
    public String tokenGeneration() {
        return tokenGeneration;
    }

    void changePassword(String hash, Instant now) {
        passwordHash = hash;
        passwordChangedAt = now;
        tokenGeneration = UUID.randomUUID().toString();
    }

    Instant createdAt() {
        return createdAt;
    }

    OperatorView view() {
        return new OperatorView(name, createdAt, passwordChangedAt);
    }
}
