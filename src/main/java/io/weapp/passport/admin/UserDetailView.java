package io.weapp.passport.admin;

import io.weapp.passport.session.SessionRecordView;
import io.weapp.passport.user.IdentityView;
import io.weapp.passport.user.UserRecordView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user with everything an operator looks up together.
 *
 * @param formerIds ids of users who turned out to be this one; absent if there are none
 * @param sessions the newest ones; {@code GET /admin/sessions?userId=} has them all
 */
public record UserDetailView(
        String id,
        Instant createdAt,
        @Nullable Instant disabledAt,
        @Nullable String disabledReason,
        @Nullable List<String> formerIds,
        List<IdentityView> identities,
        List<SessionRecordView> sessions) {

    static UserDetailView of(UserRecordView user, List<String> formerIds, List<SessionRecordView> sessions) {
        return new UserDetailView(
                user.id(),
                user.createdAt(),
                user.disabledAt(),
                user.disabledReason(),
                formerIds.isEmpty() ? null : formerIds,
                user.identities(),
                sessions);
    }
}
