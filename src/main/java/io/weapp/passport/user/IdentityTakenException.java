package io.weapp.passport.user;

import java.sql.SQLTransactionRollbackException;
import org.jspecify.annotations.Nullable;

/** Somebody has just created the identity, joined it to another user or erased it, while this login was under way: try again. */
public final class IdentityTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IdentityTakenException(Throwable cause) {
        super(cause);
    }

    /** A row was read and is no longer there. */
    static IdentityTakenException gone(@Nullable Throwable cause) {
        return new IdentityTakenException(new SQLTransactionRollbackException("The user is gone", "40001", cause));
    }
}
