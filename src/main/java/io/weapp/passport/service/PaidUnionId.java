package io.weapp.passport.service;

import io.weapp.passport.app.MiniApps;
import io.weapp.passport.app.WechatTokens;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.store.Collision;
import io.weapp.passport.user.Identities;
import io.weapp.passport.user.Keyholder;
import io.weapp.passport.user.Users;
import io.weapp.passport.wechat.Payment;
import io.weapp.passport.wechat.WechatUsers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Learns the unionId of a user who has just paid; what follows is the same as when a login tells it. */
@ApplicationScoped
public class PaidUnionId {

    @Inject
    Identities identities;

    @Inject
    WechatTokens tokens;

    @Inject
    WechatUsers wechat;

    @Inject
    MiniApps apps;

    @Inject
    Users users;

    /**
     * Asks WeChat, and notes the answer.
     *
     * @throws ProblemException {@code not_found}, {@code invalid_request} if WeChat does not know the payment, or why it gave no
     *     answer
     */
    public UnionIdView of(String userId, String appId, Payment payment) {
        Keyholder holder = identities.ofUser(userId, appId);
        String unionId = tokens.call(appId, token -> wechat.paidUnionId(appId, token, holder.openId(), payment));
        // Of several who tell it at once one links; the others come again and find it done.
        Collision.survived(
                () -> users.learn(holder.identityId(), apps.enabled(appId).openPlatform(), unionId));
        return new UnionIdView(unionId);
    }
}
