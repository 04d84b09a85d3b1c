package io.weapp.passport.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/** Whether the database got the schema that this version needs, and which that was when this node started. */
@Readiness
@ApplicationScoped
public class MigrationsReady implements HealthCheck {

    private volatile @Nullable String schemaVersion;

    /** To be called when the migrations have run. */
    public void found(String version) {
        schemaVersion = version;
    }

    @Override
    public HealthCheckResponse call() {
        String version = schemaVersion;
        return version == null
                ? HealthCheckResponse.named("migrations")
                        .down()
                        .withData("reason", "the migrations have not run; the log says why")
                        .build()
                : HealthCheckResponse.named("migrations")
                        .up()
                        .withData("schemaVersion", version)
                        .build();
    }
}
