package io.weapp.passport.wechatsim;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who paid lately. */
final class Payments {
    private static final Duration KNOWN_FOR = Duration.ofMinutes(5);
    private static final String MERCHANT = "1900000109";

    private final Clock clock;
    private final List<Payment> payments = new ArrayList<>();

    Payments(Clock clock) {
        this.clock = clock;
    }

    record Payment(
            String transactionId, String merchantId, String orderNumber, String appId, String user, Instant paidAt) {
        JsonObject json() {
            return Json.createObjectBuilder()
                    .add("transactionId", transactionId)
                    .add("mchId", merchantId)
                    .add("outTradeNo", orderNumber)
                    .build();
        }

        private boolean isCalled(@Nullable String transaction, @Nullable String merchant, @Nullable String order) {
            return transaction == null
                    ? merchantId.equals(merchant) && orderNumber.equals(order)
                    : transactionId.equals(transaction);
        }
    }

    Payment by(User user, App app) {
        Payment payment = new Payment(
                RandomText.HEX.ofLength(28),
                MERCHANT,
                RandomText.ALPHANUMERIC.ofLength(20),
                app.appId(),
                user.name(),
                clock.instant());
        payments.add(payment);
        return payment;
    }

    Payment find(@Nullable String transaction, @Nullable String merchant, @Nullable String order) {
        Instant since = clock.instant().minus(KNOWN_FOR);
        return payments.stream()
                .filter(payment -> payment.isCalled(transaction, merchant, order))
                .filter(payment -> payment.paidAt().isAfter(since))
                .findFirst()
                .orElseThrow(() -> new Refusal(Errcode.INVALID_TRADE));
    }
}
