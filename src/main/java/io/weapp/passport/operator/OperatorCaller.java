package io.weapp.passport.operator;

import io.weapp.passport.token.TokenIssuer;
import java.security.Principal;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * The operator behind a request, by the access token the server has verified.
 *
 * @param tokenGeneration dead as soon as the operator has another one
 */
public record OperatorCaller(String name, String tokenGeneration) {

    /** Null if the request was not made with an operator's token. */
    public static @Nullable OperatorCaller of(@Nullable Principal principal) {
        if (principal instanceof JsonWebToken token
                && token.getSubject().startsWith(TokenIssuer.OPERATOR)
                && token.getClaim("sid") instanceof String generation) {
            return new OperatorCaller(token.getSubject().substring(TokenIssuer.OPERATOR.length()), generation);
        }
        return null;
    }
}
