package io.weapp.passport.profile;

import io.weapp.passport.rights.Erasure;
import io.weapp.passport.rights.Export;
import io.weapp.passport.session.Caller;
import io.weapp.passport.store.Collision;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStream;
import java.util.function.Consumer;

/** What users may demand: a copy of their data, and its end. */
@Path("me")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class RightsResource {

    @Inject
    Export export;

    @Inject
    Erasure erasure;

    @GET
    @Path("export")
    @RolesAllowed("user")
    public Response export(@Context SecurityContext security) {
        Consumer<OutputStream> document = export.own(Caller.of(security.getUserPrincipal()));
        return Response.ok((StreamingOutput) document::accept)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @DELETE
    @RolesAllowed("user")
    public void erase(@Context SecurityContext security) {
        Caller caller = Caller.of(security.getUserPrincipal());
        // Whatever the user does on another device at this moment may get in the way once.
        Collision.survived(() -> erasure.own(caller));
    }
}
