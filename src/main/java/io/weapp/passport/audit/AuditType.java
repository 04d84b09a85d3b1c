package io.weapp.passport.audit;

import java.util.Locale;

/** What is worth a record. */
public enum AuditType {
    KEY_ROTATED,
    LOGIN,
    LOGIN_REFUSED,
    LOGOUT;

    /** The word that is stored and searched for, for example {@code login_refused}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
