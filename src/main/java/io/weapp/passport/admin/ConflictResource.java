package io.weapp.passport.admin;

import io.weapp.passport.store.Collision;
import io.weapp.passport.store.Page;
import io.weapp.passport.store.PageRequest;
import io.weapp.passport.user.UnionConflictView;
import io.weapp.passport.user.UnionConflicts;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pairs of users whom one unionId joins, for operators to decide on. */
@Path("admin/conflicts")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ConflictResource {

    @Inject
    UnionConflicts conflicts;

    @Inject
    ConflictOrders orders;

    @GET
    @RolesAllowed("operator")
    public Page<UnionConflictView> list(
            @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        return conflicts.page(PageRequest.of(limit, cursor));
    }

    @POST
    @Path("{id}/merge")
    @RolesAllowed("operator")
    @Consumes(MediaType.APPLICATION_JSON)
    public void merge(
            @PathParam("id") UUID id, @NotNull @Valid MergeRequest request, @Context SecurityContext security) {
        // A login or an erasure of one of the two may get in the way.
        Collision.survived(() -> orders.merge(
                id.toString(), request.keep(), security.getUserPrincipal().getName()));
    }

    @POST
    @Path("{id}/dismiss")
    @RolesAllowed("operator")
    public void dismiss(@PathParam("id") UUID id, @Context SecurityContext security) {
        conflicts.dismiss(id.toString(), security.getUserPrincipal().getName());
    }
}
