package io.weapp.passport.login;

import io.weapp.passport.session.LoginSession;
import io.weapp.passport.session.OpenedSession;
import io.weapp.passport.token.AccessToken;
import io.weapp.passport.token.TokenIssuer;
import io.weapp.passport.user.ProfileView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A login state as the client receives it.
 *
 * @param expiresIn seconds the access token lives
 * @param refreshExpiresIn seconds the refresh token lives unless it is used
 * @param warnings problem codes of profile data that was ignored; absent if there are none
 */
public record LoginView(
        String accessToken,
        String tokenType,
        long expiresIn,
        String refreshToken,
        long refreshExpiresIn,
        String sessionId,
        boolean newUser,
        ProfileView user,
        @Nullable List<String> warnings) {

    /** Adds the access token to what was opened. */
    static LoginView of(OpenedSession opened, TokenIssuer tokens, List<String> warnings) {
        LoginSession session = opened.session();
        AccessToken token = tokens.forUser(session.userId(), session.id(), session.appId(), opened.accessTtl());
        return new LoginView(
                token.value(),
                "Bearer",
                token.ttl().toSeconds(),
                opened.refreshToken(),
                opened.refreshTtl().toSeconds(),
                session.id(),
                opened.newUser(),
                opened.user(),
                warnings.isEmpty() ? null : warnings);
    }

    /** Whoever holds the tokens is the user, so they are not printed. */
    @Override
    public String toString() {
        return "LoginView[sessionId=" + sessionId + "]";
    }
}
