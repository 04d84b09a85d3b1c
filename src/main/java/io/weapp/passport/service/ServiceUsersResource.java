package io.weapp.passport.service;

import io.weapp.passport.client.Scope;
import io.weapp.passport.phone.Phones;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.user.UserView;
import io.weapp.passport.user.Users;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Users as other backends see them. */
@Path("users")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ServiceUsersResource {

    @Inject
    Users users;

    @Inject
    Phones phones;

    @GET
    @Path("{id}")
    @RolesAllowed("service")
    public UserView byId(@PathParam("id") String id, @Context SecurityContext security) {
        Scope.USERS_READ.demandOf(security.getUserPrincipal());
        return shown(users.withId(id), security);
    }

    @GET
    @RolesAllowed("service")
    public UserView byOpenId(
            @QueryParam("appId") @Nullable String appId,
            @QueryParam("openId") @Nullable String openId,
            @Context SecurityContext security) {
        Scope.USERS_READ.demandOf(security.getUserPrincipal());
        return shown(users.withOpenId(required("appId", appId), required("openId", openId)), security);
    }

    private static String required(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw ProblemException.violation(name, "must not be blank");
        }
        return value;
    }

    private UserView shown(Optional<UserView> user, SecurityContext security) {
        UserView found = user.orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "No such user."));
        return Scope.PHONE_READ.grantedTo(security.getUserPrincipal()) ? phones.revealed(found) : found;
    }
}
