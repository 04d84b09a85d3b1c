package io.weapp.passport.admin;

import io.weapp.passport.app.WechatTokens;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.store.Collision;
import io.weapp.passport.user.Identities;
import io.weapp.passport.user.Keyholder;
import io.weapp.passport.wechat.WechatUsers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Has WeChat replace the session key of a user, for example because it may have leaked. */
@ApplicationScoped
public class WechatKeyReset {

    @Inject
    Identities identities;

    @Inject
    WechatTokens tokens;

    @Inject
    WechatUsers wechat;

    @Inject
    Clock clock;

    /**
     * Replaces the key of a user in an app. If WeChat's answer is lost, the new key is lost with it: the user must log in.
     *
     * @param actor {@code operator:NAME}
     * @throws ProblemException {@code not_found}, {@code session_key_stale} if we hold no key that WeChat accepts, or why WeChat
     *     did not do it
     */
    public void of(String userId, String appId, String actor) {
        List<Keyholder> holders = identities.ofUser(userId, appId);
        if (holders.isEmpty()) {
            throw new ProblemException(ProblemType.NOT_FOUND, "There is no such user in this app.");
        }
        holders.forEach(holder -> reset(holder, actor));
    }

    private void reset(Keyholder holder, String actor) {
        Instant startedAt = clock.instant();
        String key = tokens.call(
                holder.appId(), token -> wechat.resetKey(holder.appId(), token, holder.openId(), holder.newestKey()));
        Collision.survived(() -> identities.keyReset(holder, key, startedAt, actor));
    }
}
