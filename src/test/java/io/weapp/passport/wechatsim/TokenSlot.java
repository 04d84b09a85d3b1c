package io.weapp.passport.wechatsim;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The current and the previous access token of an app; a third one makes the oldest die at once. */
final class TokenSlot {
    private static final Duration FORCE_INTERVAL = Duration.ofSeconds(30);
    private static final int FORCES_A_DAY = 20;

    private @Nullable Token current;
    private @Nullable Token previous;
    private Instant lastForce = Instant.MIN;
    private LocalDate forceDay = LocalDate.MIN;
    private int forcesThatDay;

    @Nullable
    Token current() {
        return current;
    }

    Token replace(Token next, Instant now, Duration overlap) {
        if (previous != null) {
            previous.retireAt(now);
        }
        if (current != null) {
            current.retireAt(now.plus(overlap));
        }
        previous = current;
        current = next;
        return next;
    }

    void clear() {
        current = null;
        previous = null;
    }

    boolean mayForce(Instant now) {
        return !now.isBefore(lastForce.plus(FORCE_INTERVAL));
    }

    void countForce(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, MovableClock.CHINA);
        if (!today.equals(forceDay)) {
            forceDay = today;
            forcesThatDay = 0;
        }
        if (forcesThatDay == FORCES_A_DAY) {
            throw new Refusal(Errcode.DAILY_QUOTA);
        }
        forcesThatDay++;
        lastForce = now;
    }
}
