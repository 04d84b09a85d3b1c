package io.weapp.passport.admin;

import io.weapp.passport.operator.OperatorPasswords;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** The body of {@code POST /admin/login}. */
public record OperatorLoginRequest(
        @NotBlank @Size(max = 64) String username,
        @NotBlank @Size(max = OperatorPasswords.MAX_LENGTH) String password) {

    /** People type passwords into the wrong field, so neither is printed. */
    @Override
    public String toString() {
        return "OperatorLoginRequest[]";
    }
}
