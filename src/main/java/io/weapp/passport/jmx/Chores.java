package io.weapp.passport.jmx;

import io.weapp.passport.audit.Audit;
import io.weapp.passport.audit.AuditEntry;
import io.weapp.passport.audit.AuditType;
import io.weapp.passport.housekeeping.Housekeeping;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Objects;

/** Tells of housekeeping and has it done at once. */
@ApplicationScoped
public class Chores implements HousekeepingMXBean {

    @Inject
    Housekeeping housekeeping;

    @Inject
    Audit audit;

    @Override
    public String getLastRun() {
        return Objects.toString(housekeeping.lastRun(), "");
    }

    @Override
    public Map<String, Long> getFailures() {
        return housekeeping.failures();
    }

    @Override
    public void run() {
        audit.record(AuditEntry.of(AuditType.HOUSEKEEPING_ORDERED).by(Beans.ACTOR));
        housekeeping.run();
    }
}
