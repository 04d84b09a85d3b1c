package io.weapp.passport.admin;

import io.weapp.passport.session.EndReason;
import io.weapp.passport.session.LoginSessions;
import io.weapp.passport.user.UnionConflicts;
import io.weapp.passport.user.UserMerges;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** What operators decide on two users whom one unionId joins. */
@ApplicationScoped
public class ConflictOrders {

    @Inject
    UnionConflicts conflicts;

    @Inject
    UserMerges merges;

    @Inject
    LoginSessions sessions;

    /** Makes one user of the two; the sessions of both live on, unless one of them is disabled. */
    @Transactional
    public void merge(String id, String kept, String actor) {
        boolean disabled = merges.merge(kept, conflicts.leaving(id, kept), actor);
        if (disabled) {
            sessions.endAllOf(kept, EndReason.USER_DISABLED);
        }
    }
}
