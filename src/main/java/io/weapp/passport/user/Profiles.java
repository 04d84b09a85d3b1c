package io.weapp.passport.user;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;

/** What users show of themselves inside each app. Every change locks the identity, so that two devices take turns. */
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

    /** Takes the nickname away; for a user who has withdrawn it. */
    @Transactional
    public void forgetNickname(String identityId) {
        locked(identityId).forgetNickname(clock.instant());
    }

    @Transactional
    public ProfileView showAvatar(String identityId, String url) {
        Identity identity = locked(identityId);
        identity.showAvatar(url, clock.instant());
        return identity.profile();
    }

    /** Takes the address of the avatar away. */
    @Transactional
    public void forgetAvatar(String identityId) {
        locked(identityId).forgetAvatar(clock.instant());
    }

    private Identity locked(String identityId) {
        Identity identity = entities.find(Identity.class, identityId, LockModeType.PESSIMISTIC_WRITE);
        if (identity == null) {
            throw new ProblemException(ProblemType.SESSION_ENDED, "This session has ended: log in again.");
        }
        return identity;
    }
}
