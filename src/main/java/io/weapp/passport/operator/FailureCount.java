package io.weapp.passport.operator;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;

/** How often something was tried in vain lately; or, with no failures, that something is remembered until then. */
@Entity
@Table(name = "failure_count")
public class FailureCount {

    @Id
    private String id;

    private int failures;

    @Column(name = "expires_at")
    private Instant expiresAt;

    protected FailureCount() {}

    static FailureCount of(String id, Instant expiresAt) {
        FailureCount count = new FailureCount();
        count.id = id;
        count.expiresAt = expiresAt;
        return count;
    }

    boolean full(int limit, Instant now) {
        return failures >= limit && now.isBefore(expiresAt);
    }

    /** The first failure opens a window; the one that reaches the limit closes the door for as long again. */
    void add(int limit, Duration window, Instant now) {
        if (!now.isBefore(expiresAt)) {
            failures = 0;
        }
        failures++;
        if (failures == 1 || failures >= limit) {
            expiresAt = now.plus(window);
        }
    }

    void takeBackOne() {
        failures = Math.max(0, failures - 1);
    }

    void clear() {
        failures = 0;
    }

    void rememberUntil(Instant time) {
        expiresAt = time;
    }

    Instant expiresAt() {
        return expiresAt;
    }
}
