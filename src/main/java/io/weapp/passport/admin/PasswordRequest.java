package io.weapp.passport.admin;

import io.weapp.passport.operator.OperatorPasswords;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** The body of {@code PUT /admin/operators/NAME/password}. */
public record PasswordRequest(
        @NotNull @Size(min = OperatorPasswords.MIN_LENGTH, max = OperatorPasswords.MAX_LENGTH)
        String password) {

    /** The password is not printed. */
    @Override
    public String toString() {
        return "PasswordRequest[]";
    }
}
