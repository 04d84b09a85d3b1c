package io.weapp.passport.profile;

import io.weapp.passport.avatar.PictureName;
import io.weapp.passport.avatar.StoredPictures;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;

/** The pictures of all users. A name stands for one content for ever, so whoever has it need not ask again. */
@Path("avatars/{name}")
@ApplicationScoped
public class AvatarResource {

    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    @Inject
    StoredPictures pictures;

    @GET
    @PermitAll
    public Response picture(@PathParam("name") String name, @Context Request request) {
        PictureName.InSize wanted = PictureName.ofFile(name);
        EntityTag tag = new EntityTag(name);
        byte[] content = pictures.content(wanted);
        Response.ResponseBuilder known = request.evaluatePreconditions(tag);
        Response.ResponseBuilder answer =
                known == null ? Response.ok(content, wanted.picture().mediaType()) : known;
        return answer.tag(tag)
                .header(HttpHeaders.CACHE_CONTROL, FOR_EVER)
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CONTENT_DISPOSITION, "inline")
                .build();
    }
}
