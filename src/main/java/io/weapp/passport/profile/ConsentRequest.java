package io.weapp.passport.profile;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** The body of {@code PUT /me/consents/{document}}. */
public record ConsentRequest(
        @NotNull
        @Pattern(
                regexp = "[0-9A-Za-z._-]{1,40}",
                message = "must be 1 to 40 letters, digits, dots, dashes or underscores")
        String version) {}
