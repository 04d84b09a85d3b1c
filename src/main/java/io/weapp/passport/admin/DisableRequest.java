package io.weapp.passport.admin;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /admin/users/ID/disable}.
 *
 * @param reason a note for other operators
 */
public record DisableRequest(
        @Nullable @Size(max = 200) @PlainText String reason) {}
