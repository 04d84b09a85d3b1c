package io.weapp.passport.wechatsim;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A mini program as WeChat knows it. No Open Platform id means that its users have no unionid here; no minute quota
 * means that code2Session is never too frequent.
 */
record App(
        String appId,
        String secret,
        boolean frozen,
        IpWhitelist ipWhitelist,
        @Nullable String openPlatformId,
        @Nullable Integer minuteQuota) {

    static final App DEMO = new App("wx0000000000demo01", "demo-secret-0123456789abcdef0123", "demo-platform");
    static final App SECOND_DEMO = new App("wx0000000000demo02", "demo-secret-fedcba98765432100002", null);

    App(String appId, String secret, @Nullable String openPlatformId) {
        this(appId, secret, false, new IpWhitelist(List.of()), openPlatformId, null);
    }
}
