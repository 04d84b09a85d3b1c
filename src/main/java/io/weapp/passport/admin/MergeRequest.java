package io.weapp.passport.admin;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * The body of {@code POST /admin/conflicts/ID/merge}.
 *
 * @param keep the id of the user that both are from now on
 */
public record MergeRequest(
        @NotNull @Pattern(regexp = "[0-9a-f-]{36}") String keep) {}
