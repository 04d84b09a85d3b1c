package io.weapp.passport.oauth;

/** A request that is answered with an error of RFC 6749, section 5.2. Its description goes to the client in plain ASCII. */
class OauthException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String error;

    private OauthException(int status, String error, String description) {
        super(description);
        this.status = status;
        this.error = error;
    }

    /** @param error a word of the RFCs */
    static OauthException of(String error, String description) {
        return new OauthException(400, error, description);
    }

    static OauthException invalidRequest(String description) {
        return of("invalid_request", description);
    }

    /** The one refusal that is a 401; it never tells whether the client exists. */
    static OauthException invalidClient(String description) {
        return new OauthException(401, "invalid_client", description);
    }

    int status() {
        return status;
    }

    String error() {
        return error;
    }

    String description() {
        return String.valueOf(getMessage());
    }
}
