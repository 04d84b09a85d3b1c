package io.weapp.passport.session;

import io.weapp.passport.user.ProfileView;
import java.time.Duration;

/**
 * A session with a fresh refresh token, which exists in clear only here and at the client.
 *
 * @param accessTtl how long the access token that goes with it may live
 * @param refreshTtl how long the session lives unless it is used
 */
public record OpenedSession(
        LoginSession session,
        boolean newUser,
        ProfileView user,
        Duration accessTtl,
        String refreshToken,
        Duration refreshTtl) {

    /** The same for a client that never saw the first answer. */
    public OpenedSession repeated(boolean userWasNew) {
        return new OpenedSession(session, userWasNew, user, accessTtl, refreshToken, refreshTtl);
    }

    /** Whoever holds the refresh token holds the session, so it is not printed. */
    @Override
    public String toString() {
        return "OpenedSession[sessionId=" + session.id() + "]";
    }
}
