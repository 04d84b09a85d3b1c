package io.weapp.passport.user;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.vault.Vault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;

/** What users show of themselves inside each app. Every change locks the user, so that two devices take turns. */
@ApplicationScoped
public class Profiles {

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    Vault vault;

    @Inject
    Clock clock;

    /** @param nickname as {@link Nickname#of} gives it */
    @Transactional
    public ProfileView rename(String identityId, String nickname) {
        Identity identity = locked(identityId);
        identity.rename(nickname, clock.instant());
        return identity.profile(vault);
    }

    /** Lets the owner alone see a nickname. */
    @Transactional
    public ProfileView proposeNickname(String identityId, String nickname) {
        Identity identity = locked(identityId);
        identity.proposeNickname(nickname, clock.instant());
        return identity.profile(vault);
    }

    /** Shows the proposed nickname to everybody, or drops it. */
    @Transactional
    public void settleNickname(String identityId, boolean passed) {
        locked(identityId).settleNickname(passed, clock.instant());
    }

    @Transactional
    public ProfileView showAvatar(String identityId, String url) {
        Identity identity = locked(identityId);
        identity.showAvatar(url, clock.instant());
        return identity.profile(vault);
    }

    /** Lets the owner alone see an avatar. */
    @Transactional
    public ProfileView proposeAvatar(String identityId, String url) {
        Identity identity = locked(identityId);
        identity.proposeAvatar(url, clock.instant());
        return identity.profile(vault);
    }

    /** Shows the proposed avatar to everybody, or drops it. */
    @Transactional
    public void settleAvatar(String identityId, boolean passed) {
        locked(identityId).settleAvatar(passed, clock.instant());
    }

    /** Takes the avatar away, unless it was given after {@code until}. */
    @Transactional
    public ProfileView forgetAvatar(String identityId, Instant until) {
        Identity identity = locked(identityId);
        identity.forgetAvatar(until, clock.instant());
        return identity.profile(vault);
    }

    /**
     * An identity whose user is locked to the end of the transaction.
     *
     * @throws ProblemException {@code session_ended} if it is gone
     */
    @Transactional
    public Identity locked(String identityId) {
        Identity identity = entities.find(Identity.class, identityId);
        if (identity == null) {
            throw gone();
        }
        entities.flush();
        try {
            entities.refresh(identity.user(), LockModeType.PESSIMISTIC_WRITE);
            // Locked too, because MariaDB would otherwise read what was there before the lock was granted.
            entities.refresh(identity, LockModeType.PESSIMISTIC_WRITE);
            return identity;
        } catch (EntityNotFoundException e) {
            throw gone();
        }
    }

    private static ProblemException gone() {
        return new ProblemException(ProblemType.SESSION_ENDED, "This session has ended: log in again.");
    }
}
