package io.weapp.passport.wechat;

import org.jspecify.annotations.Nullable;

/**
 * A payment by WeChat Pay, by either of its names.
 *
 * @param transactionId WeChat Pay's number; null if the other two are given
 * @param merchantId the {@code mch_id}
 * @param orderNumber the merchant's {@code out_trade_no}
 */
public record Payment(
        @Nullable String transactionId,
        @Nullable String merchantId,
        @Nullable String orderNumber) {}
