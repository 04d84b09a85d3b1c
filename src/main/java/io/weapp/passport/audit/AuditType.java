package io.weapp.passport.audit;

import java.util.Locale;

/** What is worth a record. */
public enum AuditType {
    LOGIN,
    LOGIN_REFUSED,
    LOGIN_REPEATED,
    LOGOUT,
    REFRESH_TOKEN_REUSED,
    SESSION_ENDED,
    USER_DISABLED,
    USER_ENABLED;

    /** The word that is stored and searched for, for example {@code login_refused}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
