package io.weapp.passport.session;

import io.weapp.passport.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What has ended while access tokens of it may still be alive: sessions, clients and single tokens by their ids. Every request
 * is checked against it, in memory.
 */
@ApplicationScoped
public class EndedSessions {

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    private final Map<String, Instant> forgetAt = new ConcurrentHashMap<>();

    public boolean contains(String sessionId) {
        return forgetAt.containsKey(sessionId);
    }

    void add(String sessionId) {
        forgetAt.putIfAbsent(sessionId, clock.instant().plus(EndedSessionsFeed.memory(settings)));
    }

    /** An id may go once the last access token of its session has expired. */
    void forgetTheExpired() {
        Instant now = clock.instant();
        forgetAt.values().removeIf(at -> at.isBefore(now));
    }
}
