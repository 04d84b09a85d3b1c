package io.weapp.passport.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What has ended while access tokens of it may still be alive: sessions, clients and single tokens by their ids. Every request
 * is checked against it, in memory.
 */
@ApplicationScoped
public class EndedSessions {

    /** The clocks of two nodes may be this far apart. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    @Inject
    Clock clock;

    private final Map<String, Instant> accessUntil = new ConcurrentHashMap<>();

    public boolean contains(String sessionId) {
        return accessUntil.containsKey(sessionId);
    }

    void add(LivingSession ended) {
        accessUntil.merge(ended.id(), ended.accessUntil(), (one, other) -> one.isAfter(other) ? one : other);
    }

    /** An id may go once the last access token of its session has expired. */
    void forgetTheExpired() {
        Instant past = clock.instant().minus(CLOCK_SKEW);
        accessUntil.values().removeIf(until -> until.isBefore(past));
    }
}
