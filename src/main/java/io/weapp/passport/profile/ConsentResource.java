package io.weapp.passport.profile;

import io.weapp.passport.consent.ConsentView;
import io.weapp.passport.consent.Consents;
import io.weapp.passport.session.Caller;
import io.weapp.passport.store.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** What the user agrees to. */
@Path("me/consents")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ConsentResource {

    @Inject
    Consents consents;

    @GET
    @RolesAllowed("user")
    public Page<ConsentView> newest(@Context SecurityContext security) {
        return new Page<>(consents.newest(Caller.of(security.getUserPrincipal())), null);
    }

    @PUT
    @Path("{document}")
    @RolesAllowed("user")
    @Consumes(MediaType.APPLICATION_JSON)
    public ConsentView give(
            @PathParam("document")
                    @Pattern(regexp = "[a-z0-9-]{1,40}", message = "must be 1 to 40 small letters, digits or dashes")
                    String document,
            @NotNull @Valid ConsentRequest request,
            @Context SecurityContext security) {
        return consents.give(Caller.of(security.getUserPrincipal()), document, request.version());
    }
}
