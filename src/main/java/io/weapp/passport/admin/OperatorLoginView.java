package io.weapp.passport.admin;

import io.weapp.passport.token.AccessToken;

/**
 * What an operator gets for name and password.
 *
 * @param expiresIn seconds the access token lives
 */
public record OperatorLoginView(String accessToken, long expiresIn) {

    static OperatorLoginView of(AccessToken token) {
        return new OperatorLoginView(token.value(), token.ttl().toSeconds());
    }

    /** Whoever holds the token is the operator, so it is not printed. */
    @Override
    public String toString() {
        return "OperatorLoginView[expiresIn=" + expiresIn + "]";
    }
}
