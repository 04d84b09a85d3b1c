package io.weapp.passport.oauth;

import io.weapp.passport.client.ClientView;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Where other backends get, check and give back tokens; every call shows the client's own credentials. */
@Path("")
@ApplicationScoped
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
public class OauthResource {

    @Inject
    ClientLogin clients;

    @Inject
    TokenGrant grant;

    @Inject
    Introspection introspection;

    @Inject
    Revocation revocation;

    @POST
    @Path("token")
    @PermitAll
    public Response token(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, String body) {
        Form form = Form.of(body);
        ClientView client = clients.with(Credentials.of(authorization, form));
        return uncached(Response.ok(grant.to(client, form)));
    }

    @POST
    @Path("introspect")
    @PermitAll
    public Response introspect(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, String body) {
        Form form = Form.of(body);
        ClientView client = clients.with(Credentials.of(authorization, form));
        return uncached(Response.ok(introspection.by(client, form)));
    }

    @POST
    @Path("revoke")
    @PermitAll
    public Response revoke(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization, String body) {
        Form form = Form.of(body);
        revocation.by(clients.with(Credentials.of(authorization, form)), form);
        return uncached(Response.ok());
    }

    /** RFC 6749, section 5.1. */
    static Response uncached(Response.ResponseBuilder answer) {
        return answer.header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Pragma", "no-cache")
                .build();
    }
}
