package io.weapp.passport.user;

import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/** A user as other backends see one: everything but secrets. */
public record UserView(String id, boolean disabled, Instant createdAt, List<IdentityView> identities) {

    /** The same user with identities that show more. */
    public UserView revealing(UnaryOperator<IdentityView> more) {
        return new UserView(
                id, disabled, createdAt, identities.stream().map(more).toList());
    }
}
