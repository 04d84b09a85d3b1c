package io.weapp.passport.audit;

import io.weapp.passport.vault.Vault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The chains of all days; one node at a time works on them, in small steps. */
@ApplicationScoped
public class AuditDays {

    /** How many events one step reads, links or deletes. */
    static final int STEP = 500;

    private static final Logger LOG = System.getLogger(AuditDays.class.getName());

    private static final String UNLINKED = "select e from AuditEvent e where e.day is null order by e.at, e.id";
    private static final String COUNT_UNLINKED = "select count(e) from AuditEvent e where e.day is null";
    private static final String NEXT_DAY = "select d from AuditDay d where d.day > :day order by d.day";
    private static final String NEXT_EVENTS =
            "select e from AuditEvent e where e.day = :day and e.place > :place order by e.place";
    private static final String LAST_PLACE = "select max(e.place) from AuditEvent e where e.day = :day";
    private static final String OLDEST_BEFORE = "select e from AuditEvent e where e.day < :day order by e.day, e.place";
    private static final String DELETE = "delete from AuditEvent e where e.day = :day and e.place < :place";

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    Audit audit;

    @Inject
    Vault vault;

    @Inject
    Clock clock;

    static String dayOf(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC).toString();
    }

    /**
     * Links events that have no place yet, oldest first. An event belongs to the day it is linked on, so that one that is
     * committed late does not have to go into a day that is complete.
     *
     * @return how many; fewer than {@link #STEP} if none is left
     */
    @Transactional
    int linkSome() {
        AuditChain chain = locked();
        List<AuditEvent> events = entities.createQuery(UNLINKED, AuditEvent.class)
                .setMaxResults(STEP)
                .getResultList();
        if (!events.isEmpty()) {
            AuditDay day = growing(chain);
            events.forEach(event -> day.add(event, vault));
        }
        return events.size();
    }

    /**
     * Deletes some events of the oldest day before {@code firstKept}; the day leaves the chain before its first event goes.
     *
     * @return true if there may be more
     */
    @Transactional
    boolean purgeSome(String firstKept) {
        locked();
        Optional<AuditEvent> oldest = entities.createQuery(OLDEST_BEFORE, AuditEvent.class)
                .setParameter("day", firstKept)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
        if (oldest.isEmpty()) {
            return false;
        }
        String day = oldest.get().day();
        AuditDay chained = entities.find(AuditDay.class, day);
        if (chained != null) {
            entities.remove(chained);
            audit.record(AuditEntry.of(AuditType.AUDIT_PURGED).because(day, null));
        }
        entities.createQuery(DELETE)
                .setParameter("day", day)
                .setParameter("place", oldest.get().place() + STEP)
                .executeUpdate();
        return true;
    }

    @Transactional
    Optional<AuditDay> next(String day) {
        return entities.createQuery(NEXT_DAY, AuditDay.class)
                .setParameter("day", day)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    @Transactional
    boolean contains(String day) {
        return entities.find(AuditDay.class, day) != null;
    }

    /** The events of a day behind a place, at most {@link #STEP}. */
    @Transactional
    List<AuditEvent> eventsBehind(String day, int place) {
        return entities.createQuery(NEXT_EVENTS, AuditEvent.class)
                .setParameter("day", day)
                .setParameter("place", place)
                .setMaxResults(STEP)
                .getResultList();
    }

    /** True if a day has an event that its head does not count. */
    @Transactional
    boolean hasMoreThanCounted(String day) {
        // In this order: the day may grow in between.
        Integer last = entities.createQuery(LAST_PLACE, Integer.class)
                .setParameter("day", day)
                .getSingleResult();
        AuditDay now = entities.find(AuditDay.class, day);
        return last != null && now != null && last > now.events();
    }

    @Transactional
    long unlinked() {
        return entities.createQuery(COUNT_UNLINKED, Long.class).getSingleResult();
    }

    private AuditChain locked() {
        return entities.find(AuditChain.class, AuditChain.ONLY, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Today's chain; while the clock of this node is behind the one that began the newest day, the newest. */
    private AuditDay growing(AuditChain chain) {
        String today = dayOf(clock.instant());
        String newest = chain.newestDay();
        AuditDay before = newest == null ? null : entities.find(AuditDay.class, newest);
        return before != null && before.day().compareTo(today) >= 0 ? before : begin(today, before, chain);
    }

    private AuditDay begin(String today, @Nullable AuditDay before, AuditChain chain) {
        if (before != null) {
            LOG.log(
                    Level.INFO,
                    "Audit of {0} is complete: {1} events, head {2}",
                    before.day(),
                    Integer.toString(before.events()),
                    before.head());
        }
        AuditDay day = AuditDay.after(before, today);
        entities.persist(day);
        chain.growInto(today);
        return day;
    }
}
