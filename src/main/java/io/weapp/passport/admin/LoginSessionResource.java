package io.weapp.passport.admin;

import io.weapp.passport.session.SessionPages;
import io.weapp.passport.session.SessionRecordView;
import io.weapp.passport.session.SessionSearch;
import io.weapp.passport.store.Page;
import io.weapp.passport.store.PageRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The sessions of all users, for operators. */
@Path("admin/sessions")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class LoginSessionResource {

    @Inject
    SessionPages pages;

    @Inject
    UserOrders orders;

    @GET
    @RolesAllowed("operator")
    public Page<SessionRecordView> list(
            @QueryParam("userId") @Nullable @Size(max = 36) @PlainText String userId,
            @QueryParam("appId") @Nullable @Size(max = 32) @PlainText String appId,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return pages.page(new SessionSearch(userId, appId), PageRequest.of(limit, cursor));
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed("operator")
    public void end(@PathParam("id") UUID id, @Context SecurityContext security) {
        orders.endSession(id.toString(), security.getUserPrincipal().getName());
    }
}
