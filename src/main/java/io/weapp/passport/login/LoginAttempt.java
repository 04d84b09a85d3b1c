package io.weapp.passport.login;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;

/** What became of a login that may be repeated; code and key are kept as hashes. */
@Entity
@Table(name = "login_attempt")
public class LoginAttempt {

    @Id
    @Column(name = "code_hash")
    private String codeHash;

    @Column(name = "key_hash")
    private String keyHash;

    private String runner;

    @Column(name = "started_at")
    private Instant startedAt;

    @Column(name = "finished_at")
    private Instant finishedAt;

    @Column(name = "session_id")
    private String sessionId;

    @Column(name = "new_user")
    private Boolean newUser;

    protected LoginAttempt() {}

    static LoginAttempt start(Attempt attempt, Instant now) {
        LoginAttempt started = new LoginAttempt();
        started.codeHash = attempt.codeHash();
        started.keyHash = attempt.keyHash();
        started.runner = attempt.runner();
        started.startedAt = now;
        return started;
    }

    String runner() {
        return runner;
    }

    boolean hasKeyOf(Attempt attempt) {
        return keyHash.equals(attempt.keyHash());
    }

    boolean finished() {
        return finishedAt != null;
    }

    boolean finishedWithin(Duration window, Instant now) {
        return finished() && now.isBefore(finishedAt.plus(window));
    }

    boolean startedWithin(Duration time, Instant now) {
        return now.isBefore(startedAt.plus(time));
    }

    Outcome outcome() {
        return new Outcome(sessionId, newUser);
    }

    /** What a finished login led to. */
    record Outcome(String sessionId, boolean newUser) {}
}
