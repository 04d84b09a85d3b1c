package io.weapp.passport.admin;

import io.weapp.passport.audit.Audit;
import io.weapp.passport.audit.AuditEntry;
import io.weapp.passport.audit.AuditType;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.session.EndReason;
import io.weapp.passport.session.LoginSessions;
import io.weapp.passport.session.SessionPages;
import io.weapp.passport.session.SessionRecordView;
import io.weapp.passport.user.UserAliases;
import io.weapp.passport.user.UserPages;
import io.weapp.passport.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.jspecify.annotations.Nullable;

/** What operators order about users, by an id of today or a former one, and their sessions; each order stands or falls with its record. */
@ApplicationScoped
public class UserOrders {

    @Inject
    Users users;

    @Inject
    UserAliases aliases;

    @Inject
    UserPages userPages;

    @Inject
    LoginSessions sessions;

    @Inject
    SessionPages sessionPages;

    @Inject
    Audit audit;

    /** Keeps a user out: no login any more, and every session ends. Once more does it once more, and changes nothing. */
    @Transactional
    public void disable(String id, @Nullable String reason, String actor) {
        String userId = aliases.resolved(id);
        users.disable(userId, reason, actor);
        sessions.endAllOf(userId, EndReason.USER_DISABLED);
    }

    @Transactional
    public void enable(String id, String actor) {
        users.enable(aliases.resolved(id), actor);
    }

    @Transactional
    public void endSessions(String id, String actor) {
        String userId = aliases.resolved(id);
        if (userPages.one(userId).isEmpty()) {
            throw new ProblemException(ProblemType.NOT_FOUND, "There is no user of this id.");
        }
        sessions.endAllOf(userId, EndReason.OPERATOR);
        audit.record(ended(actor).user(userId));
    }

    /** One that has ended already stays as it is. */
    @Transactional
    public void endSession(String sessionId, String actor) {
        SessionRecordView session = sessionPages
                .one(sessionId)
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND, "There is no session of this id."));
        if (sessions.end(sessionId, EndReason.OPERATOR)) {
            audit.record(
                    ended(actor).user(session.userId()).app(session.appId()).session(sessionId));
        }
    }

    private static AuditEntry ended(String actor) {
        return AuditEntry.of(AuditType.SESSION_ENDED).by(actor).because(EndReason.OPERATOR.word(), null);
    }
}
