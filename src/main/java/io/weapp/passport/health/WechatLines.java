package io.weapp.passport.health;

import io.weapp.passport.wechat.Outages;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** How the lines to WeChat are. Never down: who is logged in stays so, and another node would reach WeChat no better. */
@Readiness
@ApplicationScoped
public class WechatLines implements HealthCheck {

    @Inject
    Outages outages;

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder wechat = HealthCheckResponse.named("wechat").up();
        outages.lines().forEach(line -> wechat.withData(line.appId() + " " + line.family(), line.state()));
        return wechat.build();
    }
}
