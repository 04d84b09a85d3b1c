package io.weapp.passport.audit;

import io.weapp.passport.origin.Origin;
import io.weapp.passport.vault.Vault;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Chained days in a list; read like those in the database, in steps of two events. */
class DaysInMemory extends AuditDays {

    private static final int STEP_IN_MEMORY = 2;

    final Map<AuditDay, List<AuditEvent>> days = new LinkedHashMap<>();

    /** Adds a day with some events behind the newest. */
    AuditDay add(String name, int events, Vault vault) {
        AuditDay newest = days.keySet().stream().reduce((one, other) -> other).orElse(null);
        AuditDay day = AuditDay.after(newest, name);
        List<AuditEvent> ofDay = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            AuditEvent event =
                    AuditEvent.of(AuditEntry.of(AuditType.LOGIN), new Origin(null, null, null), vault, Instant.EPOCH);
            day.add(event, vault);
            ofDay.add(event);
        }
        days.put(day, ofDay);
        return day;
    }

    @Override
    Optional<AuditDay> next(String day) {
        return days.keySet().stream()
                .filter(each -> each.day().compareTo(day) > 0)
                .findFirst();
    }

    @Override
    boolean contains(String day) {
        return days.keySet().stream().anyMatch(each -> each.day().equals(day));
    }

    @Override
    List<AuditEvent> eventsBehind(String day, int place) {
        return ofDay(day).stream()
                .filter(event -> event.place() > place)
                .limit(STEP_IN_MEMORY)
                .toList();
    }

    @Override
    boolean hasMoreThanCounted(String day) {
        return false;
    }

    @Override
    long unlinked() {
        return 0;
    }

    private List<AuditEvent> ofDay(String day) {
        return days.entrySet().stream()
                .filter(each -> each.getKey().day().equals(day))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(List.of());
    }
}
