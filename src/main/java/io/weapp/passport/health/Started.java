package io.weapp.passport.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/** Whether everything that happens before the first request has happened. */
@Startup
@ApplicationScoped
public class Started implements HealthCheck {

    private volatile boolean done;

    /** To be called at the end of the start. */
    public void done() {
        done = true;
    }

    @Override
    public HealthCheckResponse call() {
        return done
                ? HealthCheckResponse.up("start")
                : HealthCheckResponse.named("start")
                        .down()
                        .withData("reason", "the start is not through; the log says how far it came")
                        .build();
    }
}
