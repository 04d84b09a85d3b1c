package io.weapp.passport.profile;

import io.weapp.passport.content.ContentChecks;
import io.weapp.passport.session.Caller;
import io.weapp.passport.user.Nickname;
import io.weapp.passport.user.ProfileView;
import io.weapp.passport.user.Users;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** The name that users give themselves. */
@Path("me/nickname")
@ApplicationScoped
public class NicknameResource {

    @Inject
    Users users;

    @Inject
    ContentChecks content;

    @PUT
    @RolesAllowed("user")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public ProfileView rename(@NotNull NicknameRequest request, @Context SecurityContext security) {
        String nickname = Nickname.of(request.nickname());
        String sessionId = Caller.of(security.getUserPrincipal()).sessionId();
        return content.rename(users.present(sessionId), nickname);
    }
}
