package io.weapp.passport.operator;

import io.weapp.passport.settings.SampleSecret;
import io.weapp.passport.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** Appoints the operator that the configuration names, as long as there is none. */
@ApplicationScoped
public class FirstOperator {

    private static final Logger LOG = System.getLogger(FirstOperator.class.getName());

    @Inject
    Settings settings;

    @Inject
    Operators operators;

    @Inject
    OperatorPasswords passwords;

    /**
     * Does nothing if there is an operator.
     *
     * @throws IllegalStateException if name or password break the rules
     * @throws io.weapp.passport.problem.ProblemException if another node does the same at this moment; then it is done
     */
    public void appoint() {
        String name = settings.bootstrapOperator().orElse("");
        if (name.isBlank() || !operators.none()) {
            return;
        }
        if (!name.matches(Operators.NAME)) {
            throw new IllegalStateException("passport.bootstrap.operator must match " + Operators.NAME);
        }
        Optional<String> given = settings.bootstrapOperatorPassword();
        if (given.isPresent() && !OperatorPasswords.acceptable(given.get())) {
            throw new IllegalStateException("passport.bootstrap.operator-password must have "
                    + OperatorPasswords.MIN_LENGTH + " to " + OperatorPasswords.MAX_LENGTH + " characters");
        }
        if (given.filter(SampleSecret::is).isPresent()) {
            throw new IllegalStateException(
                    "passport.bootstrap.operator-password is a sample; without it a password is made and printed once");
        }
        String password = given.orElseGet(OperatorPasswords::random);
        operators.appoint(name, passwords.hash(password), null);
        LOG.log(Level.INFO, "Appointed the first operator: {0}", Operators.spelled(name));
        if (given.isEmpty()) {
            // The one secret that is ever logged: there is no other way to hand it over.
            LOG.log(
                    Level.INFO,
                    "The password of operator {0}, shown this once: {1}",
                    Operators.spelled(name),
                    password);
        }
    }
}
