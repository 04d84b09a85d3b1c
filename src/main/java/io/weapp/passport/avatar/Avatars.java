package io.weapp.passport.avatar;

import io.weapp.passport.settings.Settings;
import io.weapp.passport.user.Identity;
import io.weapp.passport.user.ProfileView;
import io.weapp.passport.user.Profiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;

/** Who shows which picture. The user is locked first, then the pictures, so that their uses are counted right. */
@ApplicationScoped
public class Avatars {

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    Profiles profiles;

    @Inject
    StoredPictures pictures;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /** Lets an identity show a picture that has been {@link StoredPictures#announce announced}. */
    @Transactional
    public ProfileView show(String identityId, Picture picture) {
        ProfileView profile = profiles.showAvatar(identityId, addressOf(picture.name()));
        pictures.use(picture);
        pictures.release(of(identityId).show(picture.name()));
        entities.flush();
        return profile;
    }

    /** Lets go of every picture of an identity that the transaction has locked; its profile is changed by whoever calls this. */
    @Transactional
    public void forget(String identityId) {
        Avatar avatar = entities.find(Avatar.class, identityId);
        if (avatar != null) {
            pictures.release(avatar.forget());
            entities.remove(avatar);
            entities.flush();
        }
    }

    /** Takes the avatar from the profile of an identity that the transaction has locked, unless it was given after {@code until}. */
    @Transactional
    public void takeBack(Identity identity, Instant until) {
        identity.forgetAvatar(until, clock.instant());
        if (identity.profile().avatarUrl() == null) {
            forget(identity.id());
        }
    }

    /** Where a picture can be fetched by anybody who knows its name. */
    public String addressOf(PictureName picture) {
        return settings.issuer() + "/api/v1/avatars/" + picture.file(PictureSize.LARGE);
    }

    private Avatar of(String identityId) {
        Avatar avatar = entities.find(Avatar.class, identityId);
        if (avatar == null) {
            avatar = Avatar.of(identityId);
            entities.persist(avatar);
        }
        return avatar;
    }
}
