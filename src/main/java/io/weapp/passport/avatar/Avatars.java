package io.weapp.passport.avatar;

import io.weapp.passport.settings.Settings;
import io.weapp.passport.user.History;
import io.weapp.passport.user.ProfileView;
import io.weapp.passport.user.Profiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who shows which picture. The user is locked first, then the pictures, so that their uses are counted right. */
@ApplicationScoped
public class Avatars implements History {

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    Profiles profiles;

    @Inject
    StoredPictures pictures;

    @Inject
    Settings settings;

    @Override
    @Transactional
    public boolean ofIdentity(String identityId) {
        return entities.find(Avatar.class, identityId) != null;
    }

    /** Lets an identity show a picture that has been {@link StoredPictures#announce announced}. */
    @Transactional
    public ProfileView show(String identityId, Picture picture) {
        ProfileView profile = profiles.showAvatar(identityId, addressOf(picture.name()));
        pictures.use(picture);
        pictures.release(of(identityId).show(picture.name()));
        entities.flush();
        return profile;
    }

    /** Lets the owner alone see that the picture is theirs, until it is settled. */
    @Transactional
    public ProfileView propose(String identityId, Picture picture) {
        ProfileView profile = profiles.proposeAvatar(identityId, addressOf(picture.name()));
        pictures.use(picture);
        pictures.release(of(identityId).propose(picture.name()));
        entities.flush();
        return profile;
    }

    /** Shows the proposed picture to everybody, or drops it. */
    @Transactional
    public void settle(String identityId, boolean passed) {
        profiles.settleAvatar(identityId, passed);
        pictures.release(of(identityId).settle(passed));
        entities.flush();
    }

    /** Lets go of every picture of an identity that the transaction has locked; its profile is changed by whoever calls this. */
    @Transactional
    public void forget(String identityId) {
        letGo(identityId);
    }

    /** The same, and pictures that nobody else shows are removed at once. */
    @Transactional
    public void erase(String identityId) {
        letGo(identityId).forEach(pictures::removeUnused);
    }

    private List<PictureName> letGo(String identityId) {
        Avatar avatar = known(identityId);
        if (avatar == null) {
            return List.of();
        }
        List<PictureName> former = avatar.forget();
        pictures.release(former);
        entities.remove(avatar);
        entities.flush();
        return former;
    }

    /** Every picture of an identity, those included that nobody else sees yet. */
    @Transactional
    public Map<String, byte[]> pictures(String identityId) {
        Avatar avatar = entities.find(Avatar.class, identityId);
        Map<String, byte[]> byName = new LinkedHashMap<>();
        if (avatar != null) {
            avatar.pictures().forEach(name -> byName.put(name.text(), pictures.content(name.in(PictureSize.LARGE))));
        }
        return byName;
    }

    /** Takes the avatar of an identity away, wherever it came from, unless it was given after {@code until}. */
    @Transactional
    public void takeBack(String identityId, Instant until) {
        if (profiles.forgetAvatar(identityId, until).avatarUrl() == null) {
            forget(identityId);
        }
    }

    /** Where a picture can be fetched by anybody who knows its name. */
    public String addressOf(PictureName picture) {
        return settings.issuer() + "/api/v1/avatars/" + picture.file(PictureSize.LARGE);
    }

    private Avatar of(String identityId) {
        Avatar avatar = known(identityId);
        if (avatar == null) {
            avatar = Avatar.of(identityId);
            entities.persist(avatar);
        }
        return avatar;
    }

    /** Locked, because MariaDB would otherwise read what was there before the lock of the user was granted. */
    private @Nullable Avatar known(String identityId) {
        return entities.find(Avatar.class, identityId, LockModeType.PESSIMISTIC_WRITE);
    }
}
