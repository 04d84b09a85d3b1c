package io.weapp.passport.audit;

import org.jspecify.annotations.Nullable;

/**
 * Whether the audit log is whole.
 *
 * @param days complete and growing days that were checked
 * @param events linked events that were checked
 * @param unlinked events that wait for their place; more than a few seconds' worth means that no node links them
 * @param head the head of the newest day; one that was written down earlier must be found again in the server's log
 */
public record AuditReport(
        boolean whole,
        int days,
        long events,
        long unlinked,
        @Nullable String head,
        @Nullable Break firstBroken) {

    /**
     * Where the log is broken, and how.
     *
     * @param place the number of the event in its day; 0 if the day itself is broken
     */
    public record Break(String day, int place, Damage damage) {}

    /** What can be wrong. */
    public enum Damage {
        /** The day does not begin with the head of the day before: days between them are missing. */
        DAY_MISSING,
        /** The number of events or the last link of the day was changed. */
        DAY_CHANGED,
        /** There is no event at this place. */
        EVENT_MISSING,
        /** The event does not say what it said when it was recorded, or was made up. */
        EVENT_CHANGED,
        /** The event does not belong at this place. */
        EVENT_MOVED,
        /** Behind the last event that the day counts there are others. */
        EVENT_ADDED
    }
}
