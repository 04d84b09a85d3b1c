package io.weapp.passport.user;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user as an operator sees them.
 *
 * @param disabledAt absent while the user may log in
 * @param disabledReason what the operator noted who disabled the user
 */
public record UserRecordView(
        String id,
        Instant createdAt,
        @Nullable Instant disabledAt,
        @Nullable String disabledReason,
        List<IdentityView> identities) {}
