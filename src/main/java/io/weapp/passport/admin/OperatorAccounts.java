package io.weapp.passport.admin;

import io.weapp.passport.audit.Audit;
import io.weapp.passport.audit.AuditEntry;
import io.weapp.passport.audit.AuditType;
import io.weapp.passport.operator.OperatorPasswords;
import io.weapp.passport.operator.OperatorView;
import io.weapp.passport.operator.Operators;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;

/** Appoints and ends operators and changes their passwords; each act stands or falls with its record. */
@ApplicationScoped
public class OperatorAccounts {

    @Inject
    Operators operators;

    @Inject
    OperatorPasswords passwords;

    @Inject
    Audit audit;

    @Transactional
    public OperatorView appoint(String name, String password, String actor) {
        OperatorView appointed = operators.appoint(name, passwords.hash(password));
        record(AuditType.OPERATOR_APPOINTED, name, actor);
        return appointed;
    }

    @Transactional
    public void changePassword(String name, String password, String actor) {
        operators.changePassword(name, passwords.hash(password));
        record(AuditType.OPERATOR_PASSWORD_CHANGED, name, actor);
    }

    @Transactional
    public void end(String name, String actor) {
        operators.end(name);
        record(AuditType.OPERATOR_DELETED, name, actor);
    }

    private void record(AuditType what, String name, String actor) {
        audit.record(AuditEntry.of(what).by(actor).because(Operators.spelled(name), null));
    }
}
