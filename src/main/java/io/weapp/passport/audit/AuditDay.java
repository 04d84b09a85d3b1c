package io.weapp.passport.audit;

import io.weapp.passport.vault.MacPurpose;
import io.weapp.passport.vault.Vault;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** The chain of one day (UTC): how many events it has, the link of the last one, and a head that covers both. */
@Entity
@Table(name = "audit_day")
public class AuditDay {

    @Id
    @Column(name = "chain_day")
    private String day;

    private String predecessor;

    private int events;

    @Column(name = "last_link")
    private String lastLink;

    private String head;

    protected AuditDay() {}

    /** A new day that begins with the head of the day before. */
    static AuditDay after(@Nullable AuditDay before, String day) {
        AuditDay next = new AuditDay();
        next.day = day;
        next.predecessor = before == null ? null : before.head;
        next.lastLink = next.beginning();
        return next;
    }

    String day() {
        return day;
    }

    int events() {
        return events;
    }

    String lastLink() {
        return lastLink;
    }

    String head() {
        return head;
    }

    /** What the first event of the day is linked to. */
    String beginning() {
        return predecessor == null ? "first" : predecessor;
    }

    void add(AuditEvent event, Vault vault) {
        event.linkTo(lastLink, day, events + 1, vault);
        events++;
        lastLink = event.link();
        head = vault.mac(covered(), MacPurpose.AUDIT);
    }

    boolean headHolds(Vault vault) {
        return vault.hasMac(covered(), MacPurpose.AUDIT, head);
    }

    boolean follows(AuditDay before) {
        return before.head.equals(predecessor);
    }

    private String covered() {
        return AuditEvent.joined("day", day, predecessor, events, lastLink);
    }
}
