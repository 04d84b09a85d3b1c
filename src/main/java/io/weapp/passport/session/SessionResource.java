package io.weapp.passport.session;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** What a user does with the session at hand: ask for it, end it. */
@Path("")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {

    @Inject
    LoginSessions sessions;

    @GET
    @Path("session")
    @RolesAllowed("user")
    public SessionView current(@Context SecurityContext security) {
        Caller caller = Caller.of(security.getUserPrincipal());
        return sessions.active(caller.sessionId())
                .orElseThrow(
                        () -> new ProblemException(ProblemType.SESSION_ENDED, "This session has ended: log in again."));
    }

    @POST
    @Path("logout")
    @RolesAllowed("user")
    public void logout(@Context SecurityContext security) {
        sessions.logout(Caller.of(security.getUserPrincipal()));
    }
}
