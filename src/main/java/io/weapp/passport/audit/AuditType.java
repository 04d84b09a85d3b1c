package io.weapp.passport.audit;

import java.util.Locale;

/** What is worth a record. */
public enum AuditType {
    LOGIN,
    LOGIN_REFUSED,
    LOGOUT,
    REFRESH_TOKEN_REUSED,
    SESSION_ENDED,
    /** A whole day of this log has passed its retention; the reason is the day. */
    AUDIT_PURGED;

    /** The word that is stored and searched for, for example {@code login_refused}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
