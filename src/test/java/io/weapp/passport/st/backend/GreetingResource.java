package io.weapp.passport.st.backend;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** As in the documentation. */
@Path("greeting")
@RequestScoped
public class GreetingResource {

    @Inject
    JsonWebToken token;

    @GET
    @RolesAllowed("user")
    public String greeting() {
        return "Hello " + token.getSubject();
    }
}
