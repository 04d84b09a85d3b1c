package io.weapp.passport.wechat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the line to WeChat is for one app, as this node knows it.
 *
 * @param family {@code login}, {@code token} or {@code business}
 * @param state {@code closed}: calls are made; {@code open}: they are held back; {@code half_open}: a few are tried
 * @param lastErrcode the last errcode other than 0, if there was one since the start
 * @param lastRid what WeChat's support asks for
 */
public record LineView(
        String appId,
        String family,
        String state,
        @Nullable Integer lastErrcode,
        @Nullable Instant lastErrcodeAt,
        @Nullable String lastRid) {}
