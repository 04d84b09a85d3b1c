package io.weapp.passport.client;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import java.security.Principal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** What a service may be allowed to do. */
public enum Scope {
    USERS_READ,
    PHONE_READ,
    WECHAT_TOKEN_READ,
    WECHAT_USER_READ,
    WECHAT_USER_WRITE,
    METRICS_READ;

    /** The word in requests and tokens, for example {@code wechat-token:read}. */
    public String word() {
        int end = name().lastIndexOf('_');
        return name().substring(0, end).toLowerCase(Locale.ROOT).replace('_', '-') + ":"
                + name().substring(end + 1).toLowerCase(Locale.ROOT);
    }

    /** All words, for those who ask what there is. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Scope::word).toList();
    }

    /** Whether the access token of a service carries this scope. */
    public boolean grantedTo(Principal service) {
        return service instanceof JsonWebToken token
                && token.getClaim("scope") instanceof String scopes
                && List.of(scopes.split(" ")).contains(word());
    }

    /**
     * Lets a service pass whose access token carries this scope.
     *
     * @throws ProblemException {@code forbidden}
     */
    public void demandOf(Principal service) {
        if (!grantedTo(service)) {
            throw new ProblemException(ProblemType.FORBIDDEN, "The access token lacks the scope " + word() + ".");
        }
    }
}
