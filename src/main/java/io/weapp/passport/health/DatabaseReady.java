package io.weapp.passport.health;

import io.weapp.passport.session.EndedSessionsFeed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether the database answered when it was last asked, which is every few seconds. */
@Readiness
@ApplicationScoped
public class DatabaseReady implements HealthCheck {

    @Inject
    EndedSessionsFeed feed;

    @Override
    public HealthCheckResponse call() {
        return feed.failing()
                ? HealthCheckResponse.named("database")
                        .down()
                        .withData("reason", "the last query failed; the log says why")
                        .build()
                : HealthCheckResponse.up("database");
    }
}
