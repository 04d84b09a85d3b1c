package io.weapp.passport.jmx;

import java.util.Map;

/** {@code io.weapp.passport:type=Sessions}: who is logged in. */
public interface SessionsMXBean {

    /** Sessions that have not ended, on all nodes together, as they were counted last. */
    long getActive();

    /** The same by app. */
    Map<String, Long> getActiveByApp();

    /** How many seconds ago they were counted; -1 before the first time. */
    long getSecondsSinceCount();

    /**
     * Ends all sessions of a user in all apps, on all nodes.
     *
     * @throws IllegalArgumentException if there is no such user
     */
    void endAllOfUser(String userId);
}
