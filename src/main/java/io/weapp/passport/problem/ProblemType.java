package io.weapp.passport.problem;

import java.util.Locale;

/** The closed list of errors this API answers with: HTTP status, title and what the client shall do about it. */
public enum ProblemType {
    INVALID_REQUEST(400, "The request is not valid", Action.NONE),
    APP_UNKNOWN(400, "No such app", Action.NONE),
    WECHAT_CODE_INVALID(400, "WeChat does not accept the code", Action.LOGIN),
    WECHAT_CODE_USED(400, "The code was used before", Action.LOGIN),
    OPEN_DATA_DAMAGED(400, "The open data was damaged on its way", Action.REAUTHORIZE),
    OPEN_DATA_FOREIGN(400, "The open data belongs to another app or user", Action.REAUTHORIZE),
    OPEN_DATA_EXPIRED(400, "The open data is too old", Action.REAUTHORIZE),
    SIGNATURE_MISMATCH(400, "The signature does not fit the data", Action.REAUTHORIZE),
    PHONE_CODE_INVALID(400, "WeChat does not accept the phone code", Action.REAUTHORIZE),
    TOKEN_MISSING(401, "An access token is required", Action.LOGIN),
    TOKEN_INVALID(401, "The access token is not valid", Action.LOGIN),
    TOKEN_EXPIRED(401, "The access token has expired", Action.REFRESH),
    SESSION_ENDED(401, "The session has ended", Action.LOGIN),
    REFRESH_TOKEN_INVALID(401, "The refresh token is not valid", Action.LOGIN),
    REFRESH_TOKEN_REUSED(401, "The refresh token was used before", Action.LOGIN),
    CREDENTIALS_INVALID(401, "Name or password is wrong", Action.NONE),
    FORBIDDEN(403, "Not allowed", Action.NONE),
    USER_DISABLED(403, "The user is disabled", Action.NONE),
    APP_DISABLED(403, "The app is disabled", Action.NONE),
    WECHAT_USER_BLOCKED(403, "WeChat blocks this user's login", Action.NONE),
    NOT_FOUND(404, "Not found", Action.NONE),
    METHOD_NOT_ALLOWED(405, "Method not allowed", Action.NONE),
    NOT_ACCEPTABLE(406, "Not acceptable", Action.NONE),
    SESSION_KEY_STALE(409, "The session key does not open the data", Action.LOGIN),
    OPEN_DATA_REPLAYED(409, "The open data was sent before", Action.REAUTHORIZE),
    CONFLICT(409, "The state does not allow it", Action.NONE),
    PAYLOAD_TOO_LARGE(413, "The request body is too large", Action.NONE),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type", Action.NONE),
    CONTENT_REJECTED(422, "The content is not acceptable", Action.NONE),
    RATE_LIMITED(429, "Too many requests", Action.RETRY),
    PHONE_QUOTA_EXCEEDED(429, "Too many phone numbers today", Action.RETRY),
    INTERNAL_ERROR(500, "Internal error", Action.NONE),
    WECHAT_MISCONFIGURED(502, "The app's WeChat settings are wrong", Action.NONE),
    WECHAT_UNAVAILABLE(503, "WeChat cannot be reached", Action.RETRY),
    WECHAT_BUSY(503, "WeChat is busy", Action.RETRY),
    STARTING(503, "The service is not ready", Action.RETRY);

    /** What the client does next: a new {@code wx.login}, a refresh, the same again later, ask the user again, nothing. */
    public enum Action {
        LOGIN,
        REFRESH,
        RETRY,
        REAUTHORIZE,
        NONE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final int status;
    private final String title;
    private final Action action;

    ProblemType(int status, String title, Action action) {
        this.status = status;
        this.title = title;
        this.action = action;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public Action action() {
        return action;
    }

    /** The stable word for this problem that clients compare with, for example {@code token_expired}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The problem for an HTTP status that the server itself chose. */
    public static ProblemType ofStatus(int status) {
        return switch (status) {
            case 401 -> TOKEN_INVALID;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> PAYLOAD_TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 503 -> STARTING;
            default -> status >= 400 && status < 500 ? INVALID_REQUEST : INTERNAL_ERROR;
        };
    }
}
