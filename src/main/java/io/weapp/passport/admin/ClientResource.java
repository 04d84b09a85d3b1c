package io.weapp.passport.admin;

import io.weapp.passport.client.ClientView;
import io.weapp.passport.client.OauthClients;
import io.weapp.passport.client.Registered;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.store.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;

/** The services that may ask for tokens, for operators. */
@Path("admin/clients")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ClientResource {

    @Inject
    OauthClients clients;

    /** All of them: a company has few. */
    @GET
    @RolesAllowed("operator")
    public Page<ClientView> list() {
        return new Page<>(clients.all(), null);
    }

    @POST
    @RolesAllowed("operator")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response register(@NotNull @Valid ClientRequest request, @Context SecurityContext security) {
        Registered registered = clients.register(
                request.name(), request.scopes(), security.getUserPrincipal().getName());
        return Response.status(Response.Status.CREATED)
                .entity(registered)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed("operator")
    public void revoke(@PathParam("id") UUID id, @Context SecurityContext security) {
        if (!clients.revoke(id.toString(), security.getUserPrincipal().getName())) {
            throw new ProblemException(ProblemType.NOT_FOUND, "There is no such client, or it was revoked before.");
        }
    }
}
