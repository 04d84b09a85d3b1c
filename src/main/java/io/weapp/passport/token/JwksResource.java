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

    @Inject
    SigningKeys keys;

    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    public Response published() {
        CacheControl cache = new CacheControl();
        cache.setMaxAge((int) SigningKeys.JWKS_MAX_AGE.toSeconds());
        return Response.ok(keys.jwks()).cacheControl(cache).build();
    }
}
