package io.weapp.passport.app;

import io.weapp.passport.wechat.ApiKeys;
import io.weapp.passport.wechat.WechatToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A node's own copy of the WeChat token that all nodes share.
 *
 * @param generation tells one token of the app from the next
 * @param readAt when the copy was made
 * @param apiKeys for calls that are signed; null if all of the app's calls go out plain
 */
record SharedToken(
        WechatToken token,
        long generation,
        Instant readAt,
        @Nullable ApiKeys apiKeys) {}
