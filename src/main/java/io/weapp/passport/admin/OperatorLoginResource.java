package io.weapp.passport.admin;

import io.weapp.passport.limit.Rate;
import io.weapp.passport.limit.RateLimited;
import io.weapp.passport.origin.ClientAddress;
import io.weapp.passport.origin.Origins;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Where operators log in. */
@Path("admin/login")
@ApplicationScoped
public class OperatorLoginResource {

    @Inject
    OperatorLogin login;

    @Inject
    Origins origins;

    @POST
    @PermitAll
    @RateLimited(Rate.ADMIN_LOGIN)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response login(@NotNull @Valid OperatorLoginRequest request) {
        ClientAddress client = origins.current().client();
        return Response.ok(login.with(request, client == null ? "unknown" : client.network()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
