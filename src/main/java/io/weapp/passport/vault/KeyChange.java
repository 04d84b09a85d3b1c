package io.weapp.passport.vault;

import io.weapp.passport.housekeeping.Chore;
import io.weapp.passport.store.Collision;
import io.weapp.passport.vault.SealedValues.Sealed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The change from one master key to the next: whatever another key has sealed is sealed again, row by row, while everything goes
 * on. Killed nodes leave nothing half done; several nodes at once do the same work in part twice, and that is all.
 */
@ApplicationScoped
public class KeyChange implements Chore {

    private static final Logger LOG = System.getLogger(KeyChange.class.getName());
    private static final SealedColumn[] COLUMNS = SealedColumn.values();

    /** How long a node rests after it has found nothing: it has read everything for that. */
    private static final Duration REST = Duration.ofMinutes(10);

    private static final Duration BETWEEN_REPORTS = Duration.ofMinutes(1);

    @Inject
    Vault vault;

    @Inject
    MacKeys macKeys;

    @Inject
    SealedValues values;

    @Inject
    Clock clock;

    @Inject
    Event<MasterKeyChanged> changed;

    private int column;
    private String row = "";
    private long found;
    private long damaged;
    private Instant restUntil = Instant.MIN;
    private Instant reportAt = Instant.MIN;

    /**
     * Opens the vault with the keys in the database and makes this node's master key the one to seal with.
     *
     * @throws IllegalStateException if a stored value needs a key that is not configured; the text says which, and where it stands
     */
    public void start() {
        Optional<MasterKey> former = Optional.empty();
        for (SealedColumn each : COLUMNS) {
            for (String id : values.keysIn(each)) {
                former = Optional.of(vault.known(id).orElseThrow(() -> vault.unknown(id, each.words())));
            }
        }
        Optional<MasterKey> origin = former;
        MacKeys.Taken taken = Collision.survived(() -> macKeys.take(origin));
        vault.useMacKeys(taken.keys());
        if (taken.fromAnotherMasterKey()) {
            LOG.log(
                    Level.INFO,
                    "Master key {0} takes over; what others have sealed is sealed again soon",
                    vault.keyId());
            changed.fire(new MasterKeyChanged(vault.keyId()));
        }
    }

    /** How many stored values another key than this node's master key has sealed; reads everything. */
    public long left() {
        return values.countNotSealedBy(vault.keyId());
    }

    @Override
    public synchronized boolean work() {
        if (vault.keyIds().size() == 1 || clock.instant().isBefore(restUntil)) {
            return false;
        }
        String leading = macKeys.sealedBy();
        if (!vault.sealsWith(leading)) {
            restUntil = clock.instant().plus(REST);
            LOG.log(
                    Level.WARNING,
                    "This node still seals with master key {0} although {1} has taken over: change passport.master-key"
                            + " of this node, too",
                    vault.keyId(),
                    leading);
            return false;
        }
        sealSomeAgain();
        return restUntil.isBefore(clock.instant());
    }

    private void sealSomeAgain() {
        SealedColumn current = COLUMNS[column];
        List<Sealed> some = values.notSealedBy(vault.keyId(), current, row, BATCH);
        for (Sealed each : some) {
            if (sealAgain(current, each)) {
                found++;
            }
            row = each.row();
        }
        if (some.size() < BATCH) {
            column = (column + 1) % COLUMNS.length;
            row = "";
        }
        if (column == 0 && row.isEmpty()) {
            endOfRound();
        } else {
            report();
        }
    }

    /** False if the value does not open, which no repetition changes: somebody has damaged it. */
    private boolean sealAgain(SealedColumn current, Sealed value) {
        String place = current.placeOf(value.row());
        String secret;
        try {
            secret = vault.open(value.value(), place);
        } catch (IllegalStateException e) {
            damaged++;
            LOG.log(Level.WARNING, "A value cannot be sealed again: {0}", e.getMessage());
            return false;
        }
        values.replace(current, value, vault.seal(secret, place));
        return true;
    }

    private void endOfRound() {
        if (found == 0) {
            restUntil = clock.instant().plus(REST);
        }
        if (found == 0 && damaged == 0) {
            List<String> others = new ArrayList<>(vault.keyIds());
            others.remove(vault.keyId());
            LOG.log(
                    Level.INFO,
                    "Everything stored is sealed with master key {0}, nothing needs {1}",
                    vault.keyId(),
                    String.join(", ", others));
        }
        found = 0;
        damaged = 0;
    }

    private void report() {
        if (found > 0 && !clock.instant().isBefore(reportAt)) {
            reportAt = clock.instant().plus(BETWEEN_REPORTS);
            LOG.log(
                    Level.INFO,
                    "Stored values are being sealed with master key {0}: {1} are left",
                    vault.keyId(),
                    Long.toString(left()));
        }
    }
}
