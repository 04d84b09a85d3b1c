package io.weapp.passport.profile;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** The body of {@code POST /me/signature}. */
public record SignatureRequest(@NotNull @Size(max = 16384) String data) {

    /** Whatever is signed concerns the mini program and its user, so it is not printed. */
    @Override
    public String toString() {
        return "SignatureRequest";
    }
}
