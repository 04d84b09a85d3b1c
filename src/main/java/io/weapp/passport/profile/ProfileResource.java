package io.weapp.passport.profile;

import io.weapp.passport.session.Caller;
import io.weapp.passport.user.ProfileView;
import io.weapp.passport.user.Users;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** The user's own profile. */
@Path("me")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ProfileResource {

    @Inject
    Users users;

    @Inject
    ShownProfile shownProfile;

    @GET
    @RolesAllowed("user")
    public ProfileView profile(@Context SecurityContext security) {
        return users.profileOf(Caller.of(security.getUserPrincipal()).sessionId());
    }

    @POST
    @Path("profile")
    @RolesAllowed("user")
    @Consumes(MediaType.APPLICATION_JSON)
    public ProfileView show(@NotNull @Valid ShownProfileRequest request, @Context SecurityContext security) {
        return shownProfile.with(Caller.of(security.getUserPrincipal()), request);
    }
}
