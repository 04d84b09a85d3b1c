package io.weapp.passport.jmx;

import io.weapp.passport.admin.UserOrders;
import io.weapp.passport.metrics.Measurements;
import io.weapp.passport.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;

/** Counts what was measured, and orders what an operator would. */
@ApplicationScoped
public class Sessions implements SessionsMXBean {

    @Inject
    Measurements measurements;

    @Inject
    UserOrders orders;

    @Override
    public long getActive() {
        return getActiveByApp().values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public Map<String, Long> getActiveByApp() {
        return measurements.activeSessions();
    }

    @Override
    public long getSecondsSinceCount() {
        return measurements.secondsSinceStock();
    }

    @Override
    public void endAllOfUser(String userId) {
        try {
            orders.endSessions(userId, Beans.ACTOR);
        } catch (ProblemException e) {
            // Consoles know the classes of the JDK only.
            throw new IllegalArgumentException(e.getMessage());
        }
    }
}
