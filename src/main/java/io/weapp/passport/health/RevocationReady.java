package io.weapp.passport.health;

import io.weapp.passport.session.EndedSessionsFeed;
import io.weapp.passport.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Whether this node knows which sessions the other nodes have ended. */
@Readiness
@ApplicationScoped
public class RevocationReady implements HealthCheck {

    /** A slow query is no outage. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    @Inject
    EndedSessionsFeed feed;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder revocation = HealthCheckResponse.named("revocation");
        Instant readAt = feed.readAt();
        if (readAt == null) {
            return revocation
                    .down()
                    .withData("reason", "ended sessions were never read")
                    .build();
        }
        Duration age = Duration.between(readAt, clock.instant());
        revocation.withData("secondsOld", age.toSeconds());
        return age.compareTo(settings.revocationInterval().multipliedBy(2).plus(TOLERANCE)) <= 0
                ? revocation.up().build()
                : revocation
                        .down()
                        .withData("reason", "ended sessions were not read for " + age.toSeconds() + " s")
                        .build();
    }
}
