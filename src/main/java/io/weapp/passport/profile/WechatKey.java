package io.weapp.passport.profile;

import io.weapp.passport.app.WechatTokens;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.session.Caller;
import io.weapp.passport.user.Identities;
import io.weapp.passport.user.Keyholder;
import io.weapp.passport.wechat.KeySignature;
import io.weapp.passport.wechat.WechatUsers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What a mini program may do with its user's session key, which it never sees. */
@ApplicationScoped
public class WechatKey {

    @Inject
    Identities identities;

    @Inject
    WechatTokens tokens;

    @Inject
    WechatUsers wechat;

    /**
     * Signs data with the newest key.
     *
     * @throws ProblemException {@code session_key_stale} if there is none
     */
    public SignatureView signature(Caller caller, String data) {
        Keyholder holder = identities.ofSession(caller.sessionId());
        return new SignatureView(KeySignature.of(data, holder.newestKey()));
    }

    /**
     * Asks WeChat whether the newest key is the user's.
     *
     * @throws ProblemException if WeChat does not say
     */
    public WechatKeyView state(Caller caller) {
        Keyholder holder = identities.ofSession(caller.sessionId());
        if (holder.sessionKeys().isEmpty()) {
            return new WechatKeyView("unknown");
        }
        boolean valid = tokens.call(
                holder.appId(), token -> wechat.knowsKey(holder.appId(), token, holder.openId(), holder.newestKey()));
        return new WechatKeyView(valid ? "valid" : "stale");
    }
}
