package io.weapp.passport.metrics;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback.Callback;
import io.weapp.passport.housekeeping.Housekeeping;
import io.weapp.passport.session.EndedSessionsFeed;
import io.weapp.passport.wechat.LineView;
import io.weapp.passport.wechat.Outages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Shows how things stand, from memory. What is not known is left out. */
@ApplicationScoped
public class Gauges {

    /** From the best to the worst; the place in the list is the number that is shown. */
    private static final List<String> BREAKER_STATES = List.of("closed", "half_open", "open");

    @Inject
    Counters counters;

    @Inject
    Measurements measurements;

    @Inject
    ServerPool pool;

    @Inject
    Outages outages;

    @Inject
    EndedSessionsFeed endedSessions;

    @Inject
    Housekeeping housekeeping;

    @Inject
    Clock clock;

    /** Puts everything beside the counters. */
    public void register() {
        database();
        stock();
        work();
        GaugeWithCallback.builder()
                .name("passport_wechat_breaker_state")
                .help("Circuit breakers to WeChat by app and family of the API: 0 closed, 1 half open, 2 open")
                .labelNames("app", "family")
                .callback(shown ->
                        outages.lines().forEach(line -> shown.call(stateOf(line), line.appId(), line.family())))
                .register(counters.registry());
    }

    private void database() {
        gauge("passport_database_up", "1 if the last try to get a connection succeeded, else 0", shown -> {
            Measurements.Connecting last = measurements.connecting();
            if (last != null) {
                shown.call(last.succeeded() ? 1 : 0);
            }
        });
        gauge("passport_database_connection_wait_seconds", "How long the last try to get a connection took", shown -> {
            Measurements.Connecting last = measurements.connecting();
            if (last != null) {
                shown.call(last.took().toNanos() / 1e9);
            }
        });
        gauge(
                "passport_database_connections_in_use",
                "Connections in use, where the server tells",
                shown -> pool.inUse().ifPresent(shown::call));
        gauge(
                "passport_database_connections_max",
                "The most connections there may be, where the server tells",
                shown -> pool.max().ifPresent(shown::call));
    }

    private void stock() {
        GaugeWithCallback.builder()
                .name("passport_sessions_active")
                .help("Sessions that have not ended by app, on all nodes together")
                .labelNames("app")
                .callback(shown -> ifKnown(stock ->
                        stock.activeSessions().forEach((app, sessions) -> shown.call(sessions, counters.app(app)))))
                .register(counters.registry());
        gauge(
                "passport_pushes_open",
                "Pushes that are not worked off, on all nodes together",
                shown -> ifKnown(stock -> shown.call(stock.pushes().open())));
        gauge(
                "passport_pushes_dead",
                "Pushes that were given up, on all nodes together",
                shown -> ifKnown(stock -> shown.call(stock.pushes().dead())));
        gauge(
                "passport_pushes_oldest_open_seconds",
                "For how long the oldest open push waits; 0 if there is none",
                shown -> ifKnown(stock -> {
                    Instant oldest = stock.pushes().oldestReceivedAt();
                    shown.call(oldest == null ? 0 : age(oldest));
                }));
        gauge(
                "passport_stock_age_seconds",
                "How old the numbers of sessions and pushes are",
                shown -> ifKnown(stock -> shown.call(age(stock.at()))));
    }

    private void work() {
        gauge(
                "passport_revocation_age_seconds",
                "How long ago this node learned of sessions that were ended elsewhere",
                shown -> showAge(shown, endedSessions.readAt()));
        gauge(
                "passport_housekeeping_age_seconds",
                "How long ago this node last did its chores",
                shown -> showAge(shown, housekeeping.lastRun()));
        CounterWithCallback.builder()
                .name("passport_housekeeping_failures")
                .help("Failures of housekeeping by chore")
                .labelNames("chore")
                .callback(shown -> housekeeping.failures().forEach((chore, failures) -> shown.call(failures, chore)))
                .register(counters.registry());
    }

    private void gauge(String name, String help, Consumer<Callback> callback) {
        GaugeWithCallback.builder().name(name).help(help).callback(callback).register(counters.registry());
    }

    private void ifKnown(Consumer<Measurements.Stock> consumer) {
        Measurements.Stock stock = measurements.stock();
        if (stock != null) {
            consumer.accept(stock);
        }
    }

    private void showAge(Callback shown, @Nullable Instant time) {
        if (time != null) {
            shown.call(age(time));
        }
    }

    /** Never negative, though nodes' clocks differ. */
    private double age(Instant time) {
        return Math.max(0, Duration.between(time, clock.instant()).toMillis() / 1e3);
    }

    private static int stateOf(LineView line) {
        return BREAKER_STATES.indexOf(line.state());
    }
}
