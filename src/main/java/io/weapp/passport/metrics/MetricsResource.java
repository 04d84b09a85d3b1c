package io.weapp.passport.metrics;

import io.weapp.passport.client.Scope;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

/** What Prometheus reads from this node. */
@Path("metrics")
@ApplicationScoped
public class MetricsResource {

    @Inject
    Counters counters;

    @GET
    @RolesAllowed("service")
    @Produces("text/plain; version=0.0.4; charset=utf-8")
    public String metrics(@Context SecurityContext security) {
        Scope.METRICS_READ.demandOf(security.getUserPrincipal());
        return counters.text();
    }
}
