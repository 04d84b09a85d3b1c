package io.weapp.passport.profile;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** The body of {@code POST /me/open-data}: what WeChat encrypted, untouched. */
public record OpenDataRequest(
        @NotBlank @Size(max = 16384) String encryptedData,
        @NotBlank @Size(max = 100) String iv) {

    /** What people let us know is theirs, so it is not printed. */
    @Override
    public String toString() {
        return "OpenDataRequest";
    }
}
