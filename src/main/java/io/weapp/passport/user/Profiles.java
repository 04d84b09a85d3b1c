package io.weapp.passport.user;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** What users show of themselves inside each app. Every change locks the user, so that two devices take turns. */
@ApplicationScoped
public class Profiles {

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    Clock clock;

    /** @param nickname as {@link Nickname#of} gives it */
    @Transactional
    public ProfileView rename(String identityId, String nickname) {
        Identity identity = locked(identityId);
        identity.rename(nickname, clock.instant());
        return identity.profile();
    }

    @Transactional
    public ProfileView showAvatar(String identityId, String url) {
        Identity identity = locked(identityId);
        identity.showAvatar(url, clock.instant());
        return identity.profile();
    }

    private Identity locked(String identityId) {
        Identity identity = entities.find(Identity.class, identityId);
        if (identity == null) {
            throw gone();
        }
        try {
            entities.refresh(identity.user(), LockModeType.PESSIMISTIC_WRITE);
            entities.refresh(identity);
            return identity;
        } catch (EntityNotFoundException e) {
            throw gone();
        }
    }

    private static ProblemException gone() {
        return new ProblemException(ProblemType.SESSION_ENDED, "This session has ended: log in again.");
    }
}
