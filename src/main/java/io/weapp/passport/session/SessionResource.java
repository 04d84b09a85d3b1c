package io.weapp.passport.session;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.store.Collision;
import io.weapp.passport.store.Page;
import io.weapp.passport.store.PageRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/** What users do with their sessions: look at them, end them. */
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

    @GET
    @Path("sessions")
    @RolesAllowed("user")
    public Page<SessionView> own(
            @Context SecurityContext security,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return sessions.own(Caller.of(security.getUserPrincipal()), PageRequest.of(limit, cursor));
    }

    @DELETE
    @Path("sessions/{id}")
    @RolesAllowed("user")
    public void end(@Context SecurityContext security, @PathParam("id") String id) {
        sessions.endOwn(Caller.of(security.getUserPrincipal()), id);
    }

    @DELETE
    @Path("sessions")
    @RolesAllowed("user")
    public void endOthers(@Context SecurityContext security) {
        Caller caller = Caller.of(security.getUserPrincipal());
        // Many rows at once may collide with a node that writes down which sessions were in use.
        Collision.survived(() -> sessions.endOthers(caller));
    }
}
