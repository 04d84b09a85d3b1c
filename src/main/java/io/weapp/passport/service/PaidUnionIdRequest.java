package io.weapp.passport.service;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.wechat.Payment;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /users/ID/apps/APPID/paid-union-id}: either the transaction, or the merchant and its order.
 *
 * @param mchId the merchant's number at WeChat Pay
 * @param outTradeNo the merchant's own number of the order
 */
public record PaidUnionIdRequest(
        @Nullable @Pattern(regexp = "[0-9A-Za-z]{1,32}") String transactionId,
        @Nullable @Pattern(regexp = "[0-9]{1,32}") String mchId,

        @Nullable @Pattern(regexp = "[0-9A-Za-z_|*@-]{1,32}")
        String outTradeNo) {

    Payment payment() {
        boolean byOrder = mchId != null && outTradeNo != null;
        boolean byTransaction = mchId == null && outTradeNo == null;
        if (transactionId == null ? !byOrder : !byTransaction) {
            throw ProblemException.violation("transactionId", "must be given alone, or instead mchId and outTradeNo");
        }
        return new Payment(transactionId, mchId, outTradeNo);
    }
}
