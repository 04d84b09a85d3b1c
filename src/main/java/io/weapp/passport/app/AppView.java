package io.weapp.passport.app;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An app as operators see it: everything but its secrets.
 *
 * @param secretProvenAt when WeChat first accepted the secret; absent until then
 */
public record AppView(
        String appId,
        String name,
        boolean enabled,
        @Nullable String openPlatform,
        @Nullable Push push,
        @Nullable Signing apiSignature,
        Policy policy,
        @Nullable Instant secretProvenAt,
        Instant createdAt,
        Instant updatedAt) {

    /** How WeChat pushes; token and key are there but not shown. */
    public record Push(String mode, String format) {}

    /** The serials of the keys as WeChat's console shows them; the keys are there but not shown. */
    public record Signing(String symmetricKeySn, @Nullable String privateKeySn, String wechatCertificateSn) {}

    /** The app's own rules; what is absent, the configuration says. */
    public record Policy(
            @Nullable Integer maxSessions,
            @Nullable Duration accessTokenTtl,
            @Nullable Duration sessionIdle,
            @Nullable Duration sessionAbsolute,
            @Nullable String nicknameCheck,
            @Nullable String avatarCheck,
            @Nullable String tokenMode) {}
}
