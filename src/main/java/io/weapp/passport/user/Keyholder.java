package io.weapp.passport.user;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import java.util.List;

/**
 * An identity and the session keys we share with WeChat about it. Use it for one request and forget it.
 *
 * @param sessionKeys best first, each base64 of 16 bytes; secret
 */
public record Keyholder(String identityId, String userId, String appId, String openId, List<String> sessionKeys) {

    /**
     * The key that came last.
     *
     * @throws ProblemException {@code session_key_stale} if there is none
     */
    public String newestKey() {
        if (sessionKeys.isEmpty()) {
            throw new ProblemException(ProblemType.SESSION_KEY_STALE, "There is no session key here: log in first.");
        }
        return sessionKeys.get(0);
    }

    /** The keys open the user's data, so they are not printed. */
    @Override
    public String toString() {
        return "Keyholder[identityId=" + identityId + "]";
    }
}
