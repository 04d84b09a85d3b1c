package io.weapp.passport.avatar;

import io.weapp.passport.settings.Settings;
import io.weapp.passport.user.ProfileView;
import io.weapp.passport.user.Profiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

/** Who shows which picture. The identity is locked first, then the pictures, so that their uses are counted right. */
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

    /** Lets an identity show a picture that has been {@link StoredPictures#announce announced}. */
    @Transactional
    public ProfileView show(String identityId, Picture picture) {
        ProfileView profile = profiles.showAvatar(identityId, addressOf(picture.name()));
        pictures.use(picture);
        pictures.release(of(identityId).show(picture.name()));
        entities.flush();
        return profile;
    }

    /** Takes the avatar of an identity away, wherever it came from; for a user who has withdrawn it, or goes. */
    @Transactional
    public void forget(String identityId) {
        profiles.forgetAvatar(identityId);
        Avatar avatar = entities.find(Avatar.class, identityId);
        if (avatar != null) {
            pictures.release(avatar.forget());
            entities.remove(avatar);
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
