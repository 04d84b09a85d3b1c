package io.weapp.passport.profile;

import io.weapp.passport.avatar.Picture;
import io.weapp.passport.avatar.Pictures;
import io.weapp.passport.content.ContentChecks;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.user.Identity;
import io.weapp.passport.user.ProfileView;
import io.weapp.passport.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Turns an uploaded file into the avatar of whoever uploads it. */
@ApplicationScoped
public class AvatarUpload {

    @Inject
    Users users;

    @Inject
    Pictures pictures;

    @Inject
    ContentChecks content;

    @Inject
    Clock clock;

    /** @throws ProblemException for whatever is wrong with the form or the picture in it */
    public ProfileView of(String sessionId, InputStream form, @Nullable String contentType) {
        Identity who = users.present(sessionId);
        Picture picture = pictures.of(FileForm.file(form, contentType, clock));
        return content.show(who, picture);
    }
}
