package io.weapp.passport.admin;

import io.weapp.passport.operator.OperatorPasswords;
import io.weapp.passport.operator.Operators;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** The body of {@code POST /admin/operators}. */
public record OperatorRequest(
        @NotNull @Pattern(regexp = Operators.NAME) String username,

        @NotNull @Size(min = OperatorPasswords.MIN_LENGTH, max = OperatorPasswords.MAX_LENGTH)
        String password) {

    /** The password is not printed. */
    @Override
    public String toString() {
        return "OperatorRequest[username=" + username + "]";
    }
}
