package io.weapp.passport.avatar;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which picture of ours an identity shows. Every verb tells which pictures it has let go of. */
@Entity
@Table(name = "avatar")
public class Avatar {

    @Id
    @Column(name = "identity_id")
    private String identityId;

    private @Nullable String shown;

    private @Nullable String pending;

    protected Avatar() {}

    static Avatar of(String identityId) {
        Avatar avatar = new Avatar();
        avatar.identityId = identityId;
        return avatar;
    }

    List<PictureName> show(PictureName picture) {
        List<PictureName> former = pictures();
        shown = picture.text();
        pending = null;
        return former;
    }

    List<PictureName> propose(PictureName picture) {
        List<PictureName> former = named(pending);
        pending = picture.text();
        return former;
    }

    /** Shows what was proposed, or drops it. */
    List<PictureName> settle(boolean passed) {
        List<PictureName> former = named(passed ? shown : pending);
        shown = passed ? pending : shown;
        pending = null;
        return former;
    }

    List<PictureName> forget() {
        List<PictureName> former = pictures();
        shown = null;
        pending = null;
        return former;
    }

    List<PictureName> pictures() {
        return named(shown, pending);
    }

    private static List<PictureName> named(@Nullable String... names) {
        return Stream.of(names).filter(Objects::nonNull).map(PictureName::of).toList();
    }
}
