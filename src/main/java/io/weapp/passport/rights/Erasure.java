package io.weapp.passport.rights;

import io.weapp.passport.audit.Audit;
import io.weapp.passport.audit.AuditEntry;
import io.weapp.passport.audit.AuditEvents;
import io.weapp.passport.audit.AuditType;
import io.weapp.passport.avatar.Avatars;
import io.weapp.passport.consent.Consents;
import io.weapp.passport.content.OpenChecks;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.session.Caller;
import io.weapp.passport.session.Endings;
import io.weapp.passport.user.Identity;
import io.weapp.passport.user.UserAliases;
import io.weapp.passport.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Erases people's data. Whoever adds a table with user data adds it here; a test walks the schema. */
@ApplicationScoped
public class Erasure {

    @Inject
    Users users;

    @Inject
    UserAliases aliases;

    @Inject
    Endings endings;

    @Inject
    Consents consents;

    @Inject
    OpenChecks checks;

    @Inject
    Avatars avatars;

    @Inject
    Event<Erased> erased;

    @Inject
    Audit audit;

    @Inject
    AuditEvents auditEvents;

    /**
     * What the caller's app holds about the caller.
     *
     * @throws ProblemException {@code session_ended} if it is erased already
     */
    @Transactional
    public void own(Caller caller) {
        erase(users.locked(caller.sessionId()), "user", null);
    }

    /**
     * What all apps hold about a user.
     *
     * @param actor {@code operator:NAME}
     * @throws ProblemException {@code not_found}
     */
    @Transactional
    public void whole(String userId, String actor) {
        List<Identity> identities = users.lockedIdentities(userId);
        if (identities.isEmpty()) {
            throw new ProblemException(ProblemType.NOT_FOUND, "There is no user of this id.");
        }
        identities.forEach(identity -> erase(identity, "operator", actor));
    }

    /** What an app holds about a person who has closed their account at WeChat; nothing if the person is unknown. */
    @Transactional
    public void cancelled(String appId, String openId) {
        users.lockedWithOpenId(appId, openId).ifPresent(identity -> erase(identity, "wechat_account_closed", null));
    }

    private void erase(Identity identity, String wantedBy, @Nullable String actor) {
        String userId = identity.user().id();
        List<String> formerIds = aliases.of(userId);
        endings.erase(identity.id());
        consents.forget(identity.id());
        checks.forget(identity.id());
        avatars.erase(identity.id());
        // Phone numbers, their exchanges and used ciphertexts go with their identity.
        erased.fire(new Erased(identity.appId(), identity.openId()));
        users.forget(identity);
        AuditEntry receipt = AuditEntry.of(AuditType.USER_ERASED)
                .user(userId)
                .app(identity.appId())
                .because(wantedBy, null);
        audit.record(actor == null ? receipt : receipt.by(actor));
        auditEvents.forgetAddresses(userId, identity.appId());
        formerIds.forEach(formerId -> auditEvents.forgetAddresses(formerId, identity.appId()));
    }
}
