package io.weapp.passport.limit;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.settings.ParsedSetting;
import io.weapp.passport.settings.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Counts who asks how often, on this node. */
@ApplicationScoped
public class RateLimits {

    @Inject
    Settings settings;

    /** Tells whoever is interested that somebody was sent away. */
    @Inject
    Event<Rate> exceeded;

    private final Map<Rate, ParsedSetting<Buckets>> buckets = new EnumMap<>(Rate.class);

    @PostConstruct
    void prepare() {
        for (Rate rate : Rate.values()) {
            buckets.put(
                    rate,
                    new ParsedSetting<>(
                            "passport.rate." + rate.word(), () -> settings.rate(rate.word()), Buckets::parse));
        }
    }

    /**
     * For the start, before anybody is served.
     *
     * @throws IllegalStateException if one of the limits is malformed
     */
    public void check() {
        buckets.values().forEach(ParsedSetting::value);
    }

    /**
     * Counts one request.
     *
     * @param who an address or another name that cannot be chosen freely
     * @throws ProblemException {@code rate_limited} if it is one too many
     */
    public void count(Rate rate, String who) {
        Duration wait = Objects.requireNonNull(buckets.get(rate)).value().take(who);
        if (!wait.isZero()) {
            exceeded.fire(rate);
            throw ProblemException.retryLater(ProblemType.RATE_LIMITED, "Too many requests: wait a moment.", wait);
        }
    }
}
