package io.weapp.passport.start;

import org.eclipse.persistence.config.SessionCustomizer;
import org.eclipse.persistence.sessions.Session;

/**
 * Lets a query that has lost its database fail at once. EclipseLink would try it three times more, five seconds apart, with the
 * request and its thread waiting; whether a repetition makes sense the client knows better.
 */
public class NoQueryRetries implements SessionCustomizer {

    @Override
    public void customize(Session session) {
        session.getLogin().setQueryRetryAttemptCount(0);
    }
}
