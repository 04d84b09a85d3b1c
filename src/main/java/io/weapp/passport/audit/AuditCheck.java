package io.weapp.passport.audit;

import io.weapp.passport.audit.AuditReport.Break;
import io.weapp.passport.audit.AuditReport.Damage;
import io.weapp.passport.vault.Vault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the whole audit log, a step at a time, and tells whether it is as it was written; the log may grow meanwhile. */
@ApplicationScoped
public class AuditCheck {

    @Inject
    AuditDays days;

    @Inject
    Vault vault;

    /** Goes on to the first damage. */
    public AuditReport run() {
        int checkedDays = 0;
        long checkedEvents = 0;
        AuditDay before = null;
        Optional<AuditDay> next = days.next("");
        while (next.isPresent()) {
            AuditDay day = next.get();
            Break damage = damageOf(day, before);
            if (damage == null) {
                checkedDays++;
                checkedEvents += day.events();
                before = day;
            } else if (days.contains(day.day())) {
                return new AuditReport(false, checkedDays, checkedEvents, days.unlinked(), null, damage);
            } else {
                // The day was purged while it was read: the chain starts behind it.
                before = null;
            }
            next = days.next(day.day());
        }
        return new AuditReport(
                true, checkedDays, checkedEvents, days.unlinked(), before == null ? null : before.head(), null);
    }

    private @Nullable Break damageOf(AuditDay day, @Nullable AuditDay before) {
        if (!day.headHolds(vault)) {
            return new Break(day.day(), 0, Damage.DAY_CHANGED);
        }
        if (before != null && !day.follows(before)) {
            return new Break(day.day(), 0, Damage.DAY_MISSING);
        }
        String link = day.beginning();
        for (int place = 0; place < day.events(); ) {
            List<AuditEvent> events = days.eventsBehind(day.day(), place);
            if (events.isEmpty()) {
                return new Break(day.day(), place + 1, Damage.EVENT_MISSING);
            }
            for (AuditEvent event : events) {
                if (place == day.events()) {
                    break;
                }
                place++;
                if (event.place() != place) {
                    return new Break(day.day(), place, Damage.EVENT_MISSING);
                }
                if (!event.sealHolds(vault)) {
                    return new Break(day.day(), place, Damage.EVENT_CHANGED);
                }
                if (!event.linkHolds(link, vault)) {
                    return new Break(day.day(), place, Damage.EVENT_MOVED);
                }
                link = event.link();
            }
        }
        if (!link.equals(day.lastLink())) {
            return new Break(day.day(), day.events(), Damage.EVENT_MOVED);
        }
        return days.hasMoreThanCounted(day.day()) ? new Break(day.day(), day.events() + 1, Damage.EVENT_ADDED) : null;
    }
}
