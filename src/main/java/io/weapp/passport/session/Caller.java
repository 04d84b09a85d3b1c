package io.weapp.passport.session;

import java.security.Principal;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Who makes a request, by the access token the server has verified.
 *
 * @param userId may be a former id, if the user was joined to another since the token was issued; the session knows better
 */
public record Caller(String userId, String sessionId, String appId) {

    /**
     * The caller behind a verified token.
     *
     * @throws IllegalStateException if the request was not authenticated by one of our user tokens
     */
    public static Caller of(Principal principal) {
        if (principal instanceof JsonWebToken token
                && token.getClaim("sid") instanceof String sessionId
                && token.getClaim("app_id") instanceof String appId) {
            return new Caller(token.getSubject(), sessionId, appId);
        }
        throw new IllegalStateException("Not a user's access token");
    }
}
