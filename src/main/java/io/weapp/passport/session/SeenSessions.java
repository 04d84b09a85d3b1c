package io.weapp.passport.session;

import io.weapp.passport.housekeeping.Chore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The sessions this node has seen in use since it last wrote them down, so that a request costs no write. */
@ApplicationScoped
public class SeenSessions implements Chore {

    private static final Logger LOG = System.getLogger(SeenSessions.class.getName());

    @Inject
    LoginSessions sessions;

    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    void note(String sessionId) {
        seen.add(sessionId);
    }

    /** Writes all of them down, before the application goes. */
    public void flush() {
        try {
            boolean more;
            do {
                more = work();
            } while (more);
        } catch (Exception e) {
            // Not only a RuntimeException: WildFly throws the checked RollbackException when a commit fails.
            LOG.log(Level.WARNING, "Which sessions were in use in the last minute could not be written down", e);
        }
    }

    /** Writes some of them down; what cannot be written is kept for the next time. */
    @Override
    public boolean work() {
        // In order, so that two nodes do not wait for one another crosswise.
        List<String> some = seen.stream().limit(BATCH).sorted().toList();
        if (some.isEmpty()) {
            return false;
        }
        some.forEach(seen::remove);
        try {
            sessions.used(some);
        } catch (Exception e) {
            seen.addAll(some);
            throw e;
        }
        return !seen.isEmpty();
    }
}
