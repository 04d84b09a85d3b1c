package io.weapp.passport.profile;

import io.weapp.passport.limit.BodyLimit;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.session.Caller;
import io.weapp.passport.user.ProfileView;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The picture that users give themselves. */
@Path("me/avatar")
@ApplicationScoped
public class OwnAvatarResource {

    @Inject
    AvatarUpload upload;

    /** The body as a stream: no server then puts a multipart reader of its own before it. */
    @POST
    @RolesAllowed("user")
    @BodyLimit(FileForm.MAX_BYTES)
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Produces(MediaType.APPLICATION_JSON)
    public ProfileView upload(
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            @Nullable InputStream form,
            @Context SecurityContext security) {
        if (form == null) {
            throw ProblemException.violation(FileForm.FIELD, "must be there");
        }
        return upload.of(Caller.of(security.getUserPrincipal()).sessionId(), form, contentType);
    }
}
