package io.weapp.passport.admin;

import io.weapp.passport.store.Page;
import io.weapp.passport.token.KeyView;
import io.weapp.passport.token.SigningKeys;
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

/** The keys that sign access tokens, for operators. */
@Path("admin/keys")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class KeyResource {

    @Inject
    SigningKeys keys;

    /** All of them: only the living ones are kept. */
    @GET
    @RolesAllowed("operator")
    public Page<KeyView> list() {
        return new Page<>(keys.states(), null);
    }

    /** Answers with the key that takes over: a new one, or the one that waits already. */
    @POST
    @Path("rotate")
    @RolesAllowed("operator")
    public KeyView rotate(@Context SecurityContext security) {
        return keys.rotate(security.getUserPrincipal().getName());
    }
}
