package io.weapp.passport.wechat;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds calls back from a WeChat that does not answer: for each app and family of the API a circuit breaker, for each family a
 * waiting room.
 */
@ApplicationScoped
public class Outages {

    private static final Logger LOG = System.getLogger(Outages.class.getName());

    /** How long calls are held back before some are tried again; also what clients are told. */
    static final Duration WAIT = Duration.ofSeconds(5);

    /** Of the last 20 calls, 10 at least, half must have failed. An errcode is an answer, not a failure. */
    private static final CircuitBreakerConfig CONFIG = CircuitBreakerConfig.custom()
            .slidingWindowSize(20)
            .minimumNumberOfCalls(10)
            .failureRateThreshold(50)
            .waitDurationInOpenState(WAIT)
            .permittedNumberOfCallsInHalfOpenState(3)
            .recordException(Outages::isOutage)
            .writableStackTraceEnabled(false)
            .build();

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    private final Map<Line, CircuitBreaker> breakers = new ConcurrentHashMap<>();
    private final Map<Line, Said> lastErrcodes = new ConcurrentHashMap<>();
    private final Map<ApiFamily, WaitingRoom> waitingRooms = new ConcurrentHashMap<>();

    private record Line(String appId, ApiFamily family) {}

    private record Said(int errcode, @Nullable String rid, Instant at) {}

    /** How the line to WeChat is for each app that has used it since this node started. */
    public List<LineView> lines() {
        return breakers.entrySet().stream()
                .map(line -> view(line.getKey(), line.getValue().getState()))
                .sorted(Comparator.comparing(LineView::appId).thenComparing(LineView::family))
                .toList();
    }

    /**
     * Makes a call, unless it would be in vain.
     *
     * @param appId of a registered app
     * @throws ProblemException what the call throws; at once {@code wechat_busy} if too many calls wait already, and {@code
     *     wechat_unavailable} if WeChat has not answered lately
     */
    <T> T held(String appId, ApiFamily family, Supplier<T> call) {
        CircuitBreaker breaker = breakers.computeIfAbsent(new Line(appId, family), Outages::breaker);
        try {
            return waitingRooms.computeIfAbsent(family, this::waitingRoom).enter(() -> breaker.executeSupplier(call));
        } catch (CallNotPermittedException e) {
            throw new HeldBack(
                    ProblemType.WECHAT_UNAVAILABLE,
                    "WeChat has not answered lately; we do not ask for a moment.",
                    WAIT);
        }
    }

    void said(String appId, ApiFamily family, int errcode, @Nullable String rid) {
        lastErrcodes.put(new Line(appId, family), new Said(errcode, rid, clock.instant()));
    }

    private WaitingRoom waitingRoom(ApiFamily family) {
        return new WaitingRoom("WeChat " + family.word(), settings::wechatMaxWaiting);
    }

    private static CircuitBreaker breaker(Line line) {
        CircuitBreaker breaker =
                CircuitBreaker.of(line.appId() + " " + line.family().word(), CONFIG);
        breaker.getEventPublisher()
                .onStateTransition(event -> LOG.log(
                        Level.WARNING,
                        "WeChat {0}: circuit breaker {1}",
                        event.getCircuitBreakerName(),
                        event.getStateTransition()));
        return breaker;
    }

    private static boolean isOutage(Throwable failure) {
        return failure instanceof ProblemException e
                && e.problem().code().equals(ProblemType.WECHAT_UNAVAILABLE.code());
    }

    private LineView view(Line line, CircuitBreaker.State state) {
        Said said = lastErrcodes.get(line);
        return new LineView(
                line.appId(),
                line.family().word(),
                state.name().toLowerCase(Locale.ROOT),
                said == null ? null : said.errcode(),
                said == null ? null : said.at(),
                said == null ? null : said.rid());
    }
}
