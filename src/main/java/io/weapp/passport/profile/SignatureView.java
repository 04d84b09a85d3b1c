package io.weapp.passport.profile;

/**
 * WeChat's signature of a user's login state.
 *
 * @param signature HMAC-SHA256 in lower-case hex
 */
public record SignatureView(String signature) {}
