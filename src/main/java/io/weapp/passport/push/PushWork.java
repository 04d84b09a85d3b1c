package io.weapp.passport.push;

import io.weapp.passport.audit.Audit;
import io.weapp.passport.audit.AuditEntry;
import io.weapp.passport.audit.AuditType;
import io.weapp.passport.content.ContentChecks;
import io.weapp.passport.trace.NamedWork;
import io.weapp.passport.vault.Vault;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Works off what WeChat pushed, in the background on every node. */
@ApplicationScoped
public class PushWork {

    private static final Logger LOG = System.getLogger(PushWork.class.getName());

    private static final String MEDIA_CHECKED = "wxa_media_check";

    /** For an errcode that is something else than 0, or no number. */
    private static final int NO_OPINION = -1;

    /** How soon a node notices what other nodes have left. */
    private static final long INTERVAL_SECONDS = 5;

    /** With the pauses between them: given up after 21 hours. */
    private static final int MAX_TRIES = 20;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(2);

    @Resource
    ManagedScheduledExecutorService scheduler;

    /** Not the scheduler's few threads: a slow webhook must not hold up anything else. */
    @Resource
    ManagedExecutorService threads;

    @Inject
    PushEvents events;

    @Inject
    Obedience obedience;

    @Inject
    ContentChecks checks;

    @Inject
    Webhook webhook;

    @Inject
    Event<PushReceived> observers;

    @Inject
    Audit audit;

    @Inject
    Vault vault;

    @Inject
    Clock clock;

    private final String runner = UUID.randomUUID().toString();
    private final Map<PushLane, AtomicInteger> calls =
            new EnumMap<>(Map.of(PushLane.OBEY, new AtomicInteger(), PushLane.HAND_ON, new AtomicInteger()));
    private @Nullable Future<?> timer;
    private volatile boolean stopped;

    /** @throws IllegalStateException if the webhook is set up wrongly */
    public void start() {
        webhook.check();
        timer = scheduler.scheduleWithFixedDelay(
                () -> List.of(PushLane.values()).forEach(this::wake),
                INTERVAL_SECONDS,
                INTERVAL_SECONDS,
                TimeUnit.SECONDS);
    }

    /** Has everything worked off that is due; whoever calls meanwhile makes the worker look once more. */
    void wake(PushLane lane) {
        if (stopped || counter(lane).getAndIncrement() > 0) {
            return;
        }
        try {
            threads.execute(NamedWork.job("pushes-" + lane.name().toLowerCase(Locale.ROOT), () -> run(lane)));
        } catch (RejectedExecutionException e) {
            counter(lane).set(0);
        }
    }

    private void run(PushLane lane) {
        AtomicInteger counter = counter(lane);
        int seen;
        do {
            seen = counter.get();
            try {
                workOff(lane);
            } catch (Exception e) {
                // Not only a RuntimeException: WildFly throws the checked RollbackException when a commit fails.
                counter.set(0);
                if (!stopped) {
                    LOG.log(Level.WARNING, "Pushes could not be worked off; it is tried again in seconds", e);
                }
                return;
            }
        } while (!counter.compareAndSet(seen, 0));
    }

    private void workOff(PushLane lane) {
        for (List<String> due = events.due(lane); !due.isEmpty() && !stopped; due = events.due(lane)) {
            for (String id : due) {
                if (!stopped) {
                    events.claim(id, runner).ifPresent(event -> workOff(lane, event));
                }
            }
        }
    }

    private void workOff(PushLane lane, PushEvent event) {
        try {
            if (event.tries() > MAX_TRIES) {
                throw new IllegalStateException("The last try never ended: its node was killed");
            }
            PushMessage message = event.message(vault);
            if (lane == PushLane.OBEY) {
                events.finish(event, runner, () -> obedience.obey(event, message));
            } else {
                handOn(new PushReceived(event.id(), event.appId(), event.receivedAt(), message, event.trace()));
                events.finish(event, runner, () -> {});
            }
        } catch (Exception e) {
            // Not only a RuntimeException, see above.
            failed(event, e);
        }
    }

    /** First to the webhook, which fails more often, so that observers do not hear everything many times. */
    private void handOn(PushReceived received) {
        if (isOpinionOnAvatar(received)) {
            return;
        }
        webhook.send(received);
        observers.fire(received);
        observers.fireAsync(received);
    }

    /** WeChat's opinion on a picture that we asked about, and not somebody else in the company. */
    private boolean isOpinionOnAvatar(PushReceived received) {
        PushMessage message = received.message();
        String trace = message.get("trace_id");
        return MEDIA_CHECKED.equals(message.event())
                && trace != null
                && checks.result(
                        received.appId(),
                        trace,
                        message.get("result.suggest"),
                        "0".equals(message.get("errcode")) ? 0 : NO_OPINION);
    }

    private void failed(PushEvent event, Exception e) {
        if (event.tries() < MAX_TRIES) {
            LOG.log(
                    Level.WARNING,
                    "Push " + event.id() + " (" + event.event() + ") failed and is tried again: try " + event.tries(),
                    e);
            events.postpone(event, runner, clock.instant().plus(pauseAfter(event.tries())));
        } else {
            LOG.log(Level.ERROR, "Push " + event.id() + " (" + event.event() + ") is given up", e);
            events.giveUp(
                    event,
                    runner,
                    () -> audit.record(AuditEntry.of(AuditType.PUSH_GIVEN_UP)
                            .app(event.appId())
                            .because(Obedience.wordFor(event.event()), null)));
        }
    }

    /** 10 s, 20 s, 40 s, up to two hours. */
    static Duration pauseAfter(int tries) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << (tries - 1));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private AtomicInteger counter(PushLane lane) {
        return Objects.requireNonNull(calls.get(lane));
    }

    @PreDestroy
    void stop() {
        stopped = true;
        if (timer != null) {
            timer.cancel(false);
        }
    }
}
