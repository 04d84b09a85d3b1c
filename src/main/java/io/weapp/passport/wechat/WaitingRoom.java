package io.weapp.passport.wechat;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** Where requests wait for WeChat: only so many at a time, so that threads are left for those that need no WeChat. */
public final class WaitingRoom {

    /** So that a crowd at the door of a WeChat that answers gets in, and one at the door of a WeChat that does not soon leaves. */
    private static final Duration TIME_AT_THE_DOOR = Duration.ofSeconds(1);

    private static final Duration WAIT = Duration.ofSeconds(1);

    private final Bulkhead bulkhead;
    private final IntSupplier places;

    /** @param places asked whenever somebody enters */
    public WaitingRoom(String name, IntSupplier places) {
        this.places = places;
        this.bulkhead = Bulkhead.of(name, config(places.getAsInt()));
    }

    /**
     * Does what may take a while.
     *
     * @throws ProblemException {@code wechat_busy} if the room is full for a second
     */
    public <T> T enter(Supplier<T> wait) {
        int now = places.getAsInt();
        if (bulkhead.getBulkheadConfig().getMaxConcurrentCalls() != now) {
            bulkhead.changeConfig(config(now));
        }
        try {
            return bulkhead.executeSupplier(wait);
        } catch (BulkheadFullException e) {
            throw new HeldBack(ProblemType.WECHAT_BUSY, "Too many requests wait for WeChat at this moment.", WAIT);
        }
    }

    private static BulkheadConfig config(int places) {
        return BulkheadConfig.custom()
                .maxConcurrentCalls(places)
                .maxWaitDuration(TIME_AT_THE_DOOR)
                .writableStackTraceEnabled(false)
                .build();
    }
}
