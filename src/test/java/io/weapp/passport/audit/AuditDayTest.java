package io.weapp.passport.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weapp.passport.origin.Origin;
import io.weapp.passport.vault.OpenVault;
import io.weapp.passport.vault.Vault;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AuditDayTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private final Vault vault = OpenVault.withTestKey();
    private final AuditDay day = AuditDay.after(null, "2026-11-22");

    @Test
    @DisplayName("R10.4 an event says what it said when it was recorded")
    void sealHolds() {
        assertThat(event("a").sealHolds(vault)).isTrue();
        assertThat(event("a").sealHolds(OpenVault.withKey(new byte[32]))).isFalse();
    }

    @Test
    @DisplayName("R10.5 events get the next places of the day, each linked to the one before")
    void eventsAreLinked() {
        AuditEvent first = event("a");
        AuditEvent second = event("b");

        day.add(first, vault);
        day.add(second, vault);

        assertThat(first.place()).isEqualTo(1);
        assertThat(second.place()).isEqualTo(2);
        assertThat(first.linkHolds(day.beginning(), vault)).isTrue();
        assertThat(second.linkHolds(first.link(), vault)).isTrue();
        assertThat(second.linkHolds(day.beginning(), vault)).isFalse();
        assertThat(day.events()).isEqualTo(2);
        assertThat(day.lastLink()).isEqualTo(second.link());
        assertThat(day.headHolds(vault)).isTrue();
    }

    @Test
    @DisplayName("R10.5 the next day begins with the head of the day before")
    void nextDayBeginsWithTheHead() {
        day.add(event("a"), vault);
        AuditDay next = AuditDay.after(day, "2026-11-23");
        AuditEvent first = event("b");
        next.add(first, vault);

        assertThat(next.follows(day)).isTrue();
        assertThat(first.place()).isEqualTo(1);
        assertThat(first.linkHolds(day.head(), vault)).isTrue();

        day.add(event("late"), vault);

        assertThat(next.follows(day)).isFalse();
    }

    @Test
    void noTwoListsOfPartsGiveTheSameText() {
        assertThat(AuditEvent.joined("a", "b")).isNotEqualTo(AuditEvent.joined("a,1:b"));
        assertThat(AuditEvent.joined("ab", "")).isNotEqualTo(AuditEvent.joined("a", "b"));
        assertThat(AuditEvent.joined("a", null)).isNotEqualTo(AuditEvent.joined("a", "-"));
    }

    private AuditEvent event(String user) {
        return AuditEvent.of(
                AuditEntry.of(AuditType.LOGIN).user(user), new Origin("request-1", null, null), vault, NOW);
    }
}
