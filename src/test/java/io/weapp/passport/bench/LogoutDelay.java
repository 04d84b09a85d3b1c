package io.weapp.passport.bench;

import io.weapp.passport.st.LoginSystem;
import io.weapp.passport.st.LoginSystem.LoggedIn;
import io.weapp.passport.st.TwoNodes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long a session that was ended on one node still lives on another one.
 *
 * <p>After {@code mvn verify -DskipTests}: {@code mvn exec:java -Dexec.classpathScope=test
 * -Dexec.mainClass=io.weapp.passport.bench.LogoutDelay}
 */
public final class LogoutDelay {

    private static final int TRIES = 50;

    /** The default of {@code passport.revocation.interval}. */
    private static final int REVOCATION_INTERVAL_MILLIS = 2000;

    private LogoutDelay() {}

    public static void main(String... arguments) {
        List<Duration> delays = new ArrayList<>();
        try (TwoNodes nodes = TwoNodes.start("logout-delay")) {
            LoginSystem first = new LoginSystem(nodes.first().base());
            LoginSystem second = new LoginSystem(nodes.second().base());
            for (int i = 0; i < TRIES; i++) {
                delays.add(delay(first, second));
            }
        }
        Collections.sort(delays);
        System.out.printf(
                "logout on one node until refused on the other, %d tries [ms]: min %d, median %d, p95 %d, max %d%n",
                TRIES,
                delays.get(0).toMillis(),
                delays.get(TRIES / 2).toMillis(),
                delays.get(TRIES * 95 / 100).toMillis(),
                delays.get(TRIES - 1).toMillis());
        System.exit(0);
    }

    /** The pace of the calls to the other node, some milliseconds each, is the resolution. */
    private static Duration delay(LoginSystem first, LoginSystem second) {
        LoggedIn me = first.loggedIn("logout-delay-" + UUID.randomUUID());
        if (status(second, me) != 200) {
            throw new IllegalStateException("the other node does not know the session");
        }
        pause();
        first.logout(me.accessToken());
        Instant loggedOut = Instant.now();
        while (status(second, me) == 200) {
            Thread.onSpinWait();
        }
        return Duration.between(loggedOut, Instant.now());
    }

    /** The last try ended with a reading of the feed; without a pause the next one would always have to wait for a whole one. */
    private static void pause() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(REVOCATION_INTERVAL_MILLIS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The profile, because {@code GET /session} asks the database and would know at once. */
    private static int status(LoginSystem node, LoggedIn who) {
        return node.get("/api/v1/me", who.accessToken()).status();
    }
}
