package io.weapp.passport.jmx;

import java.util.Map;

/** {@code io.weapp.passport:type=Housekeeping}: what this node does every minute. */
public interface HousekeepingMXBean {

    /** When it was last done with, in UTC; empty before the first time. */
    String getLastRun();

    /** How often each chore that ever failed has failed since the start. */
    Map<String, Long> getFailures();

    /** Does what is due now, and returns when it is done. */
    void run();
}
