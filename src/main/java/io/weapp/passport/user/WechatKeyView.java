package io.weapp.passport.user;

/**
 * Whether the session key we hold is the user's at WeChat.
 *
 * @param state {@code valid}, {@code stale}, or {@code unknown} if we hold none
 */
public record WechatKeyView(String state) {}
