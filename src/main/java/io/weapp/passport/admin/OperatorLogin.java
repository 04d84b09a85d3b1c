package io.weapp.passport.admin;

import io.weapp.passport.audit.Audit;
import io.weapp.passport.audit.AuditEntry;
import io.weapp.passport.audit.AuditType;
import io.weapp.passport.operator.Operator;
import io.weapp.passport.operator.OperatorPasswords;
import io.weapp.passport.operator.Operators;
import io.weapp.passport.operator.PasswordAttempts;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.token.TokenIssuer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Lets an operator in. No transaction is open while the password is compared, which takes long on purpose. */
@ApplicationScoped
public class OperatorLogin {

    @Inject
    Operators operators;

    @Inject
    OperatorPasswords passwords;

    @Inject
    PasswordAttempts attempts;

    @Inject
    TokenIssuer tokens;

    @Inject
    Audit audit;

    /**
     * Exchanges name and password for an access token.
     *
     * @param address where the request comes from
     * @throws ProblemException {@code credentials_invalid}, or {@code rate_limited} even if the password is right
     */
    public OperatorLoginView with(OperatorLoginRequest request, String address) {
        Optional<Operator> operator = operators.named(request.username());
        try {
            attempts.begin(Operators.spelled(request.username()), address);
            Operator proven = proven(operator, request.password());
            attempts.succeeded(proven.name(), address);
            audit.record(AuditEntry.of(AuditType.OPERATOR_LOGIN).by(TokenIssuer.OPERATOR + proven.name()));
            return OperatorLoginView.of(tokens.forOperator(proven.name(), proven.tokenGeneration()));
        } catch (ProblemException e) {
            AuditEntry refused = AuditEntry.of(AuditType.OPERATOR_LOGIN_REFUSED)
                    .because(e.problem().code(), null);
            audit.recordRefusal(operator.map(known -> refused.by(TokenIssuer.OPERATOR + known.name()))
                    .orElse(refused));
            throw e;
        }
    }

    private Operator proven(Optional<Operator> operator, String password) {
        boolean right =
                passwords.matches(password, operator.map(Operator::passwordHash).orElse(null));
        return operator.filter(known -> right)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.CREDENTIALS_INVALID, "No operator has this name and this password."));
    }
}
