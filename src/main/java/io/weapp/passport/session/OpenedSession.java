package io.weapp.passport.session;

import io.weapp.passport.user.ProfileView;
import java.time.Duration;

/** A session just opened, with the refresh token that exists in clear only here and at the client. */
public record OpenedSession(
        LoginSession session, boolean newUser, ProfileView user, String refreshToken, Duration refreshTtl) {

    /** Whoever holds the refresh token holds the session, so it is not printed. */
    @Override
    public String toString() {
        return "OpenedSession[sessionId=" + session.id() + "]";
    }
}
