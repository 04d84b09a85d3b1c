package io.weapp.passport.session;

import java.util.Locale;

/** Why a session ended; kept with it. */
public enum EndReason {
    LOGOUT,
    /** Its user, from another session. */
    OWNER,
    OPERATOR,
    IDLE,
    ABSOLUTE,
    REFRESH_REUSED,
    USER_DISABLED,
    APP_DISABLED,
    MAX_SESSIONS,
    ERASED;

    /** The word that is stored, for example {@code max_sessions}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
