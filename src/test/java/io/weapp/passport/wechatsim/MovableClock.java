package io.weapp.passport.wechatsim;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** WeChat's clock: China time, and a test may push it ahead so that codes, keys and tokens run out without waiting. */
final class MovableClock extends Clock {
    static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final Clock real;
    private volatile Duration ahead = Duration.ZERO;

    MovableClock() {
        this(Clock.system(CHINA));
    }

    private MovableClock(Clock real) {
        this.real = real;
    }

    synchronized void advance(Duration step) {
        ahead = ahead.plus(step);
    }

    @Override
    public Instant instant() {
        return real.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.offset(real.withZone(zone), ahead);
    }
}
