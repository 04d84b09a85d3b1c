package io.weapp.passport.audit;

import java.util.Locale;

/** What is worth a record. */
public enum AuditType {
    LOGIN,
    LOGIN_REFUSED,
    LOGOUT,
    CLIENT_REGISTERED,
    CLIENT_REVOKED,
    SERVICE_REFUSED,
    SERVICE_TOKEN_ISSUED,
    SERVICE_TOKEN_REVOKED;

    /** The word that is stored and searched for, for example {@code login_refused}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
