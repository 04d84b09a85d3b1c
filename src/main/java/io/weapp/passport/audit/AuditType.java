package io.weapp.passport.audit;

import java.util.Locale;

/** What is worth a record. */
public enum AuditType {
    KEY_ROTATED,
    /** Another master key seals from now on; the reason is its id. */
    MASTER_KEY_CHANGED,
    LOGIN,
    LOGIN_REFUSED,
    LOGIN_REPEATED,
    LOGOUT,
    REFRESH_TOKEN_REUSED,
    OPERATOR_LOGIN,
    OPERATOR_LOGIN_REFUSED,
    OPERATOR_APPOINTED,
    OPERATOR_PASSWORD_CHANGED,
    OPERATOR_DELETED,
    USER_DISABLED,
    USER_ENABLED,
    USER_EXPORTED,
    /** The receipt of an erasure; the reason is who wanted it. */
    USER_ERASED,
    /** Somebody did not want to wait for the next minute. */
    HOUSEKEEPING_ORDERED,
    CONSENT_GIVEN,
    /** WeChat's opinion on a nickname or an avatar; the reason is of which, and what, for example {@code nickname_risky}. */
    CONTENT_CHECKED,
    SESSION_ENDED,
    CLIENT_REGISTERED,
    CLIENT_REVOKED,
    SERVICE_REFUSED,
    SERVICE_TOKEN_ISSUED,
    SERVICE_TOKEN_REVOKED,
    /** Two users became one; the reason is the id of the one who left. */
    USERS_MERGED,
    /** One unionId joins two users with a history; the reason is the id of the second. */
    CONFLICT_FOUND,
    CONFLICT_DISMISSED,
    APP_REGISTERED,
    /** The reason names the settings that were sent. */
    APP_CHANGED,
    APP_ENABLED,
    APP_DISABLED,
    APP_SECRET_CHANGED,
    /** Something WeChat demanded for a user; the reason is the event, and what was taken back. */
    PUSH_OBEYED,
    /** A message of WeChat that could not be worked off. */
    PUSH_GIVEN_UP,
    WECHAT_TOKEN_READ,
    OPEN_DATA_REFUSED,
    SESSION_KEY_RESET,
    /** The reason is {@code code} or {@code open_data}. */
    PHONE_VERIFIED,
    PHONE_REFUSED,
    PHONE_REMOVED,
    /** A whole day of this log has passed its retention; the reason is the day. */
    AUDIT_PURGED;

    /** The word that is stored and searched for, for example {@code login_refused}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
