package io.weapp.passport.admin;

import io.weapp.passport.app.AppForm;
import io.weapp.passport.app.AppView;
import io.weapp.passport.app.MiniApps;
import io.weapp.passport.store.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;

/** The mini programs, for operators. Bodies are bytes, because in a PUT null means something else than absent. */
@Path("admin/apps")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AppResource {

    @Inject
    MiniApps apps;

    @Inject
    AppOrders orders;

    @Inject
    Doctor doctor;

    @GET
    @RolesAllowed("operator")
    public Page<AppView> list() {
        return new Page<>(apps.views(), null);
    }

    @POST
    @RolesAllowed("operator")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response register(byte @Nullable [] body, @Context SecurityContext security) {
        AppView registered = apps.register(AppForm.of(body), actor(security));
        return Response.status(Response.Status.CREATED).entity(registered).build();
    }

    @GET
    @Path("{appId}")
    @RolesAllowed("operator")
    public AppView one(@PathParam("appId") String appId) {
        return apps.view(appId);
    }

    @GET
    @Path("{appId}/doctor")
    @RolesAllowed("operator")
    public DoctorView doctor(@PathParam("appId") String appId) {
        return doctor.examine(appId);
    }

    @PUT
    @Path("{appId}")
    @RolesAllowed("operator")
    @Consumes(MediaType.APPLICATION_JSON)
    public AppView change(@PathParam("appId") String appId, byte @Nullable [] body, @Context SecurityContext security) {
        return orders.change(appId, AppForm.of(body), actor(security));
    }

    @PUT
    @Path("{appId}/secret")
    @RolesAllowed("operator")
    @Consumes(MediaType.APPLICATION_JSON)
    public void changeSecret(
            @PathParam("appId") String appId, byte @Nullable [] body, @Context SecurityContext security) {
        orders.changeSecret(appId, AppForm.of(body), actor(security));
    }

    private static String actor(SecurityContext security) {
        return security.getUserPrincipal().getName();
    }
}
