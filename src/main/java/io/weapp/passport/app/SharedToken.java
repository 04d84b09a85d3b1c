package io.weapp.passport.app;

import io.weapp.passport.wechat.WechatToken;
import java.time.Instant;

/**
 * A node's own copy of the WeChat token that all nodes share.
 *
 * @param generation tells one token of the app from the next
 * @param readAt when the copy was made
 */
record SharedToken(WechatToken token, long generation, Instant readAt) {}
