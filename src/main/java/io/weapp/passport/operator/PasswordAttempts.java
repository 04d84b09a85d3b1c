package io.weapp.passport.operator;

import io.weapp.passport.operator.FailureCounts.Limit;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.store.Collision;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/**
 * Bounds the guessing of operators' passwords, on all nodes together.
 *
 * <p>Within a quarter of an hour one address may fail with one name 5 times, one address with any names 20 times, and one name
 * from any addresses 50 times. The last bound would let strangers lock an operator out for as long as they go on, so it does
 * not hold where that name has logged in from in the last 30 days.
 */
@ApplicationScoped
public class PasswordAttempts {

    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final Duration MEMORY = Duration.ofDays(30);
    private static final int PER_PAIR = 5;
    private static final int PER_ADDRESS = 20;
    private static final int PER_NAME = 50;

    @Inject
    FailureCounts counts;

    /**
     * Counts an attempt before its outcome is known, so that a thousand at once are not tried at once.
     *
     * @param name whatever somebody typed, in the one spelling
     * @throws ProblemException {@code rate_limited}, whether or not such an operator exists
     */
    public void begin(String name, String address) {
        Limit pair = new Limit(pair(name, address), PER_PAIR);
        Limit from = new Limit(from(address), PER_ADDRESS);
        Limit to = new Limit(to(name), PER_NAME);
        boolean familiar = counts.remembers(familiar(name, address));
        List<Limit> limits = familiar ? List.of(pair, from) : List.of(pair, from, to);
        Collision.survived(() -> counts.add(limits, WINDOW));
    }

    /** Takes back the attempt, and the failures of this name here and everywhere. */
    public void succeeded(String name, String address) {
        Collision.survived(() -> counts.clear(pair(name, address)));
        Collision.survived(() -> counts.takeBackOne(from(address)));
        Collision.survived(() -> counts.clear(to(name)));
        Collision.survived(() -> counts.remember(familiar(name, address), MEMORY));
    }

    private static String pair(String name, String address) {
        return "pair " + address + " " + name;
    }

    private static String from(String address) {
        return "address " + address;
    }

    private static String to(String name) {
        return "name " + name;
    }

    private static String familiar(String name, String address) {
        return "familiar " + address + " " + name;
    }
}
