package io.weapp.passport.login;

import io.weapp.passport.audit.Audit;
import io.weapp.passport.audit.AuditEntry;
import io.weapp.passport.audit.AuditType;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.session.LoginSession;
import io.weapp.passport.session.OpenedSession;
import io.weapp.passport.session.RefreshTokens;
import io.weapp.passport.store.Collision;
import io.weapp.passport.token.TokenIssuer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Gives a login that is asked for again, with the same {@code Idempotency-Key}, the session it has led to already. */
@ApplicationScoped
public class RepeatableLogin {

    private static final Logger LOG = System.getLogger(RepeatableLogin.class.getName());
    private static final Pattern KEY = Pattern.compile("[ -~]{1,128}");
    private static final long POLL_MILLIS = 100;

    @Inject
    Login login;

    @Inject
    LoginAttempts attempts;

    @Inject
    RefreshTokens refreshTokens;

    @Inject
    TokenIssuer tokens;

    @Inject
    Audit audit;

    @Inject
    Clock clock;

    /**
     * Logs in, or repeats a login.
     *
     * @param key what the client sent to be recognised by, if anything
     * @throws ProblemException for whatever stands between this code and a login
     */
    public LoginView with(LoginRequest request, @Nullable String key) {
        if (key == null) {
            return login.with(request, null);
        }
        if (!KEY.matcher(key).matches()) {
            throw ProblemException.violation("Idempotency-Key", "must be 1 to 128 printable ASCII characters");
        }
        Attempt attempt = Attempt.of(request, key);
        LoginAttempts.Standing standing = awaited(attempt);
        if (standing.turn() == LoginAttempts.Turn.RUN) {
            return first(request, attempt);
        }
        LoginAttempt.Outcome outcome = standing.outcome();
        // After a logout, too, the code is simply used: WeChat says so.
        return (outcome == null ? Optional.<LoginView>empty() : repeated(outcome))
                .orElseGet(() -> login.with(request, null));
    }

    /** Waits until the same request, wherever it runs, has ended; its node may be killed meanwhile. */
    private LoginAttempts.Standing awaited(Attempt attempt) {
        Instant deadline = clock.instant().plus(attempts.longest().multipliedBy(2));
        while (true) {
            LoginAttempts.Standing standing = Collision.survived(() -> attempts.standing(attempt));
            if (standing.turn() != LoginAttempts.Turn.WAIT) {
                return standing;
            }
            if (clock.instant().isAfter(deadline)) {
                throw stillUnderWay();
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw stillUnderWay();
            }
        }
    }

    private LoginView first(LoginRequest request, Attempt attempt) {
        try {
            return login.with(request, attempt);
        } catch (Exception e) {
            abandon(attempt);
            throw e;
        }
    }

    /** If even that fails, the attempt is taken over once its time is up. */
    private void abandon(Attempt attempt) {
        try {
            attempts.abandon(attempt);
        } catch (Exception e) {
            LOG.log(Level.WARNING, "A failed login could not be forgotten; its repetition waits for a while", e);
        }
    }

    private Optional<LoginView> repeated(LoginAttempt.Outcome outcome) {
        Optional<OpenedSession> again = Collision.survived(() -> refreshTokens.another(outcome.sessionId()));
        again.ifPresent(opened -> {
            LoginSession session = opened.session();
            audit.record(AuditEntry.of(AuditType.LOGIN_REPEATED)
                    .user(session.userId())
                    .app(session.appId())
                    .session(session.id()));
        });
        return again.map(opened -> LoginView.of(opened.repeated(outcome.newUser()), tokens, List.of()));
    }

    private static ProblemException stillUnderWay() {
        return ProblemException.retryLater(
                ProblemType.WECHAT_BUSY, "The same login is still under way.", Duration.ofSeconds(1));
    }
}
