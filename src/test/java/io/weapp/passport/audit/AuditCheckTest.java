package io.weapp.passport.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weapp.passport.audit.AuditReport.Break;
import io.weapp.passport.audit.AuditReport.Damage;
import io.weapp.passport.vault.OpenVault;
import io.weapp.passport.vault.Vault;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R10.5 R10.7 the check finds the first damage")
class AuditCheckTest {

    private final Vault vault = OpenVault.withTestKey();
    private final DaysInMemory days = new DaysInMemory();
    private final AuditCheck check = new AuditCheck();

    private final AuditDay first = days.add("2026-11-20", 5, vault);
    private final AuditDay second = days.add("2026-11-21", 1, vault);
    private final AuditDay third = days.add("2026-11-22", 4, vault);

    AuditCheckTest() {
        check.days = days;
        check.vault = vault;
    }

    @Test
    void wholeLogIsWhole() {
        assertThat(check.run()).isEqualTo(new AuditReport(true, 3, 10, 0, third.head(), null));
    }

    @Test
    void emptyLogIsWhole() {
        days.days.clear();

        assertThat(check.run()).isEqualTo(new AuditReport(true, 0, 0, 0, null, null));
    }

    @Test
    @DisplayName("R10.6 the oldest day that is left starts the chain")
    void oldestDayStartsTheChain() {
        days.days.remove(first);

        assertThat(check.run().whole()).isTrue();
    }

    @Test
    void missingDayIsNoticed() {
        days.days.remove(second);

        assertThat(check.run().firstBroken()).isEqualTo(new Break("2026-11-22", 0, Damage.DAY_MISSING));
    }

    @Test
    void missingEndOfADayIsNoticed() {
        events(first).remove(4);

        assertThat(check.run().firstBroken()).isEqualTo(new Break("2026-11-20", 5, Damage.EVENT_MISSING));
    }

    @Test
    void missingEventIsNoticed() {
        events(third).remove(0);

        assertThat(check.run().firstBroken()).isEqualTo(new Break("2026-11-22", 1, Damage.EVENT_MISSING));
    }

    @Test
    @DisplayName("R10.7 a log that grows while it is checked is whole")
    void growingLogIsWhole() {
        AuditDay grown = days.add("2026-11-23", 3, vault);
        events(grown).add(events(first).get(0));

        assertThat(check.run().events()).isEqualTo(13);
    }

    @Test
    @DisplayName("R10.6 a day that is purged while it is checked is no damage")
    void dayPurgedMeanwhileIsNoDamage() {
        check.days = new DaysInMemory() {
            {
                days.putAll(AuditCheckTest.this.days.days);
            }

            @Override
            List<AuditEvent> eventsBehind(String day, int place) {
                days.remove(first);
                return super.eventsBehind(day, place);
            }
        };

        assertThat(check.run()).isEqualTo(new AuditReport(true, 2, 5, 0, third.head(), null));
    }

    private List<AuditEvent> events(AuditDay day) {
        return days.days.getOrDefault(day, List.of());
    }
}
