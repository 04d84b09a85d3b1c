package io.weapp.passport.admin;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Set;

/** The body of {@code POST /admin/clients}. */
public record ClientRequest(
        @NotBlank @Size(max = 100) @PlainText String name,
        @NotNull @Size(min = 1, max = 20) Set<@NotNull @Size(max = 40) String> scopes) {}
