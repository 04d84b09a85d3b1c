package io.weapp.passport.avatar;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;

/** Pictures in the database: backed up with everything else, and on every node. */
@ApplicationScoped
class AvatarRows implements AvatarStore {

    private static final String LARGE = "select c.large from PictureContent c where c.picture = :name";
    private static final String SMALL = "select c.small from PictureContent c where c.picture = :name";
    private static final String REMOVE = "delete from PictureContent c where c.picture = :name";

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Override
    public void put(Picture picture) {
        if (get(picture.name(), PictureSize.SMALL).isEmpty()) {
            entities.persist(PictureContent.of(picture));
        }
    }

    @Override
    public Optional<byte[]> get(PictureName name, PictureSize size) {
        return entities.createQuery(size == PictureSize.LARGE ? LARGE : SMALL, byte[].class)
                .setParameter("name", name.text())
                .getResultStream()
                .findFirst();
    }

    @Override
    public void remove(PictureName name) {
        entities.createQuery(REMOVE).setParameter("name", name.text()).executeUpdate();
    }
}
