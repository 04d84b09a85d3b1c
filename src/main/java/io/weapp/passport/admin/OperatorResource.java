package io.weapp.passport.admin;

import io.weapp.passport.operator.OperatorPasswords;
import io.weapp.passport.operator.OperatorView;
import io.weapp.passport.operator.Operators;
import io.weapp.passport.store.Page;
import io.weapp.passport.store.PageRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/** Operators among themselves: all of them may do the same. */
@Path("admin/operators")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class OperatorResource {

    @Inject
    Operators operators;

    @Inject
    OperatorPasswords passwords;

    @GET
    @RolesAllowed("operator")
    public Page<OperatorView> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        return operators.page(PageRequest.of(limit, cursor));
    }

    @POST
    @RolesAllowed("operator")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response appoint(@NotNull @Valid OperatorRequest request, @Context SecurityContext security) {
        String hash = passwords.hash(request.password());
        OperatorView appointed = operators.appoint(
                request.username(), hash, security.getUserPrincipal().getName());
        return Response.status(Response.Status.CREATED).entity(appointed).build();
    }

    @PUT
    @Path("{name}/password")
    @RolesAllowed("operator")
    @Consumes(MediaType.APPLICATION_JSON)
    public void changePassword(
            @PathParam("name") String name,
            @NotNull @Valid PasswordRequest request,
            @Context SecurityContext security) {
        String hash = passwords.hash(request.password());
        operators.changePassword(name, hash, security.getUserPrincipal().getName());
    }

    @DELETE
    @Path("{name}")
    @RolesAllowed("operator")
    public void end(@PathParam("name") String name, @Context SecurityContext security) {
        operators.end(name, security.getUserPrincipal().getName());
    }
}
