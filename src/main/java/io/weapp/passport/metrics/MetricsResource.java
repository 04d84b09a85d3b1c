package io.weapp.passport.metrics;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Arrays;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** What Prometheus reads from this node. */
@Path("metrics")
@ApplicationScoped
public class MetricsResource {

    private static final String SCOPE = "metrics:read";

    @Inject
    Counters counters;

    @GET
    @RolesAllowed("service")
    @Produces("text/plain; version=0.0.4; charset=utf-8")
    public String metrics(@Context SecurityContext security) {
        if (!mayRead(security.getUserPrincipal())) {
            throw new ProblemException(ProblemType.FORBIDDEN, "This takes the scope " + SCOPE + ".");
        }
        return counters.text();
    }

    private static boolean mayRead(Principal principal) {
        return principal instanceof JsonWebToken token
                && token.getClaim("scope") instanceof String scope
                && Arrays.asList(scope.split(" ")).contains(SCOPE);
    }
}
