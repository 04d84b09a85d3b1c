package io.weapp.passport.avatar;

import io.weapp.passport.housekeeping.Chore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The pictures that nobody shows any more: they are deleted. */
@ApplicationScoped
public class UnusedPictures implements Chore {

    /** Longer than it takes from the announcement of a picture to its use. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    @Inject
    StoredPictures pictures;

    @Inject
    Clock clock;

    @Override
    public boolean work() {
        Instant limit = clock.instant().minus(GRACE);
        List<String> unused = pictures.unusedBefore(limit, BATCH);
        unused.forEach(name -> pictures.removeUnused(name, limit));
        return unused.size() == BATCH;
    }
}
