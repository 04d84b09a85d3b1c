package io.weapp.passport.avatar;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pictures that are stored, each once however many show it. */
@ApplicationScoped
public class StoredPictures {

    private static final String UNUSED =
            "select p.name from StoredPicture p where p.unusedSince < :before order by p.unusedSince";

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    AvatarRows rows;

    @Inject
    AvatarFiles files;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /**
     * Notes that a picture will be stored in a moment. Should this node be killed before anybody shows it, the note remains and
     * leads to what is left behind.
     */
    @Transactional
    public void announce(PictureName name) {
        StoredPicture known = locked(name);
        if (known == null) {
            entities.persist(StoredPicture.of(name, clock.instant()));
        } else {
            known.keep(clock.instant());
        }
        entities.flush();
    }

    /**
     * The bytes of a picture that somebody shows.
     *
     * @throws ProblemException {@code not_found}
     */
    @Transactional
    public byte[] content(PictureName.InSize wanted) {
        StoredPicture known =
                entities.find(StoredPicture.class, wanted.picture().text());
        if (known == null || !known.used()) {
            throw unknown();
        }
        return store().get(wanted.picture(), wanted.size()).orElseThrow(StoredPictures::unknown);
    }

    void use(Picture picture) {
        StoredPicture known = locked(picture.name());
        if (known == null) {
            known = StoredPicture.of(picture.name(), clock.instant());
            entities.persist(known);
        }
        known.use();
        entities.flush();
        store().put(picture);
    }

    void release(List<PictureName> former) {
        for (PictureName each : former) {
            StoredPicture known = locked(each);
            if (known != null) {
                known.release(clock.instant());
            }
        }
    }

    @Transactional
    List<String> unusedBefore(Instant limit, int most) {
        return entities.createQuery(UNUSED, String.class)
                .setParameter("before", limit)
                .setMaxResults(most)
                .getResultList();
    }

    /** Removes a picture, unless somebody has taken to it again. */
    @Transactional
    void removeUnused(String name, Instant limit) {
        PictureName picture = PictureName.of(name);
        StoredPicture known = locked(picture);
        if (known != null && known.unusedBefore(limit)) {
            store().remove(picture);
            entities.remove(known);
        }
    }

    /** Removes a picture now; whoever has just announced it puts it there again. */
    void removeUnused(PictureName name) {
        StoredPicture known = locked(name);
        if (known != null && !known.used()) {
            store().remove(name);
            entities.remove(known);
            entities.flush();
        }
    }

    private @Nullable StoredPicture locked(PictureName name) {
        StoredPicture known = entities.find(StoredPicture.class, name.text());
        if (known != null) {
            entities.refresh(known, LockModeType.PESSIMISTIC_WRITE);
        }
        return known;
    }

    private AvatarStore store() {
        return settings.avatarDirectory().isPresent() ? files : rows;
    }

    private static ProblemException unknown() {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no such avatar.");
    }
}
