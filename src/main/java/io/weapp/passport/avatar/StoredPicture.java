package io.weapp.passport.avatar;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** That a picture is stored, and how many show it or wish to. Whoever changes that holds its lock. */
@Entity
@Table(name = "avatar_picture")
public class StoredPicture {

    @Id
    private String name;

    private int uses;

    @Column(name = "unused_since")
    private @Nullable Instant unusedSince;

    protected StoredPicture() {}

    static StoredPicture of(PictureName name, Instant now) {
        StoredPicture picture = new StoredPicture();
        picture.name = name.text();
        picture.unusedSince = now;
        return picture;
    }

    boolean used() {
        return uses > 0;
    }

    void use() {
        uses++;
        unusedSince = null;
    }

    void release(Instant now) {
        uses--;
        if (uses == 0) {
            unusedSince = now;
        }
    }

    /** Somebody is about to use it. */
    void keep(Instant now) {
        if (!used()) {
            unusedSince = now;
        }
    }

    boolean unusedBefore(Instant limit) {
        return unusedSince != null && unusedSince.isBefore(limit);
    }
}
