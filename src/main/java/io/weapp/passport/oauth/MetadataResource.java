package io.weapp.passport.oauth;

import io.weapp.passport.client.Scope;
import io.weapp.passport.settings.Settings;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Where everything is that another backend needs (RFC 8414), so that it is configured with the issuer alone. */
@Path("oauth-authorization-server")
@ApplicationScoped
public class MetadataResource {

    private static final int MAX_AGE_SECONDS = 60;

    @Inject
    Settings settings;

    @GET
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    public Response metadata() {
        CacheControl cache = new CacheControl();
        cache.setMaxAge(MAX_AGE_SECONDS);
        return Response.ok(describing(settings.issuer())).cacheControl(cache).build();
    }

    private static JsonObject describing(String issuer) {
        String base = issuer.replaceFirst("/+$", "");
        return Json.createObjectBuilder()
                .add("issuer", issuer)
                .add("jwks_uri", base + "/.well-known/jwks.json")
                .add("token_endpoint", base + "/oauth/token")
                .add("token_endpoint_auth_methods_supported", authMethods())
                .add("introspection_endpoint", base + "/oauth/introspect")
                .add("introspection_endpoint_auth_methods_supported", authMethods())
                .add("revocation_endpoint", base + "/oauth/revoke")
                .add("revocation_endpoint_auth_methods_supported", authMethods())
                .add("grant_types_supported", array(List.of(TokenGrant.GRANT_TYPE)))
                .add("response_types_supported", array(List.of()))
                .add("scopes_supported", array(Scope.words()))
                .build();
    }

    private static JsonArrayBuilder authMethods() {
        return array(List.of("client_secret_basic", "client_secret_post"));
    }

    private static JsonArrayBuilder array(List<String> words) {
        return Json.createArrayBuilder(words);
    }
}
