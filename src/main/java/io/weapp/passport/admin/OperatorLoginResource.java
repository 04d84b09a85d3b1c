package io.weapp.passport.admin;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Where operators log in. */
@Path("admin/login")
@ApplicationScoped
public class OperatorLoginResource {

    @Inject
    OperatorLogin login;

    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response login(@NotNull @Valid OperatorLoginRequest request, @Context HttpServletRequest connection) {
        return Response.ok(login.with(request, connection.getRemoteAddr()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
