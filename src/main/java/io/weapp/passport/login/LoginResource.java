package io.weapp.passport.login;

import io.weapp.passport.limit.Rate;
import io.weapp.passport.limit.RateLimited;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Where mini programs log in and stay logged in. */
@Path("login")
@ApplicationScoped
public class LoginResource {

    @Inject
    RepeatableLogin login;

    @Inject
    Refresh refresh;

    @POST
    @PermitAll
    @RateLimited(Rate.LOGIN)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response login(
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey, @NotNull @Valid LoginRequest request) {
        return answer(login.with(request, idempotencyKey));
    }

    @POST
    @Path("refresh")
    @PermitAll
    @RateLimited(Rate.REFRESH)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response refresh(@NotNull @Valid RefreshRequest request) {
        return answer(refresh.with(request));
    }

    private static Response answer(LoginView state) {
        return Response.ok(state).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
