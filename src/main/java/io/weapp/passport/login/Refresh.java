package io.weapp.passport.login;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.session.LoginSessions;
import io.weapp.passport.session.OpenedSession;
import io.weapp.passport.session.RefreshTokens;
import io.weapp.passport.session.RefreshTokens.ReusedException;
import io.weapp.passport.store.Collision;
import io.weapp.passport.token.TokenIssuer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Turns a refresh token into the next pair of tokens. */
@ApplicationScoped
public class Refresh {

    @Inject
    RefreshTokens refreshTokens;

    @Inject
    LoginSessions sessions;

    @Inject
    TokenIssuer tokens;

    /**
     * Keeps a login state alive.
     *
     * @throws ProblemException for whatever stands between this token and a new pair
     */
    public LoginView with(RefreshRequest request) {
        try {
            OpenedSession opened = Collision.survived(() -> refreshTokens.use(request.refreshToken()));
            return LoginView.of(opened, tokens, List.of());
        } catch (ReusedException e) {
            // In a transaction of its own: the one that noticed it is rolled back.
            sessions.endReused(e);
            throw new ProblemException(
                    ProblemType.REFRESH_TOKEN_REUSED,
                    "This refresh token was used before, so the session has ended: log in again.");
        }
    }
}
