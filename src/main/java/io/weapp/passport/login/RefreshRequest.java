package io.weapp.passport.login;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** The body of {@code POST /login/refresh}. */
public record RefreshRequest(@NotBlank @Size(max = 4096) String refreshToken) {

    /** Whoever holds the token holds the session, so it is not printed. */
    @Override
    public String toString() {
        return "RefreshRequest[]";
    }
}
