package io.weapp.passport.login;

import io.weapp.passport.limit.Rate;
import io.weapp.passport.limit.RateLimited;
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

/** Where mini programs log in. */
@Path("login")
@ApplicationScoped
public class LoginResource {

    @Inject
    Login login;

    @POST
    @PermitAll
    @RateLimited(Rate.LOGIN)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response login(@NotNull @Valid LoginRequest request) {
        return Response.ok(login.with(request))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
