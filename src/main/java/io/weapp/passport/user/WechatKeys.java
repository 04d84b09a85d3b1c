package io.weapp.passport.user;

import io.weapp.passport.app.WechatTokens;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.store.Collision;
import io.weapp.passport.wechat.WechatUsers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;

/** What WeChat says of users' session keys, and does with them. */
@ApplicationScoped
public class WechatKeys {

    @Inject
    Identities identities;

    @Inject
    WechatTokens tokens;

    @Inject
    WechatUsers wechat;

    @Inject
    Clock clock;

    /**
     * Asks WeChat whether the newest key is the user's.
     *
     * @throws ProblemException if WeChat does not say
     */
    public WechatKeyView state(Keyholder holder) {
        if (holder.sessionKeys().isEmpty()) {
            return new WechatKeyView("unknown");
        }
        boolean valid = tokens.call(
                holder.appId(), token -> wechat.knowsKey(holder.appId(), token, holder.openId(), holder.newestKey()));
        return new WechatKeyView(valid ? "valid" : "stale");
    }

    /**
     * Has the key of a user in an app replaced, for example because it may have leaked. If WeChat's answer is lost, the new key is
     * lost with it: the user must log in.
     *
     * @param actor {@code operator:NAME} or {@code service:CLIENT_ID}
     * @throws ProblemException {@code not_found}, {@code session_key_stale} if we hold no key that WeChat accepts, or why WeChat
     *     did not do it
     */
    public void reset(String userId, String appId, String actor) {
        Keyholder holder = identities.ofUser(userId, appId);
        Instant startedAt = clock.instant();
        String key = tokens.call(appId, token -> wechat.resetKey(appId, token, holder.openId(), holder.newestKey()));
        Collision.survived(() -> identities.keyReset(holder, key, startedAt, actor));
    }
}
