package io.weapp.passport.token;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The public keys that verify our access tokens (RFC 7517), for this server's own MicroProfile JWT and for anybody else. */
@Path("jwks.json")
@ApplicationScoped
public class JwksResource {

    private static final int MAX_AGE_SECONDS = 60;

    @Inject
    SigningKeys keys;

    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    public Response published() {
        CacheControl cache = new CacheControl();
        cache.setMaxAge(MAX_AGE_SECONDS);
        return Response.ok(keys.published().toString()).cacheControl(cache).build();
    }
}
