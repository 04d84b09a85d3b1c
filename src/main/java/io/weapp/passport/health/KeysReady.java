package io.weapp.passport.health;

import io.weapp.passport.token.SigningKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Whether this node can sign access tokens. */
@Readiness
@ApplicationScoped
public class KeysReady implements HealthCheck {

    @Inject
    SigningKeys keys;

    @Override
    public HealthCheckResponse call() {
        return keys.loaded()
                ? HealthCheckResponse.up("signing-keys")
                : HealthCheckResponse.named("signing-keys")
                        .down()
                        .withData("reason", "the signing keys are not loaded")
                        .build();
    }
}
