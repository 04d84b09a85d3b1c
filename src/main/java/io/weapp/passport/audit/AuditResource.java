package io.weapp.passport.audit;

import io.weapp.passport.store.Page;
import io.weapp.passport.store.PageRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.jspecify.annotations.Nullable;

/** The audit log as operators read it. */
@Path("admin/audit")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

    @Inject
    AuditEvents events;

    @Inject
    AuditCheck check;

    @GET
    @RolesAllowed("operator")
    public Page<AuditEventView> events(
            @QueryParam("type") @Nullable String type,
            @QueryParam("userId") @Nullable String userId,
            @QueryParam("appId") @Nullable String appId,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return events.page(
                new AuditQuery().type(type).user(userId).app(appId).between(from, to), PageRequest.of(limit, cursor));
    }

    @GET
    @Path("verify")
    @RolesAllowed("operator")
    public AuditReport verify() {
        return check.run();
    }
}
