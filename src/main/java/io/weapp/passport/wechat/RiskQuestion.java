package io.weapp.passport.wechat;

import org.jspecify.annotations.Nullable;

/**
 * What WeChat wants to know of a user before it rates the risk.
 *
 * @param scene 0 registration, 1 abuse of a campaign, 2 content of users
 * @param clientIp the user's address
 * @param extendedInfo anything else that is known, as text
 */
public record RiskQuestion(
        int scene,
        String clientIp,
        @Nullable String mobileNumber,
        @Nullable String emailAddress,
        @Nullable String extendedInfo) {

    /** A phone number may be in it, so it is not printed. */
    @Override
    public String toString() {
        return "RiskQuestion[scene=" + scene + "]";
    }
}
