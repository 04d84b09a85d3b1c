package io.weapp.passport.service;

import io.weapp.passport.origin.IpLiteral;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.wechat.RiskQuestion;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /users/ID/apps/APPID/risk-rank}.
 *
 * @param scene 0 registration, 1 abuse of a campaign, 2 content of users
 * @param clientIp the user's address
 * @param extendedInfo anything else that is known, as text
 */
public record RiskRankRequest(
        @NotNull @Min(0) @Max(2) Integer scene,
        @NotNull @Size(max = 45) String clientIp,
        @Nullable @Size(min = 1, max = 32) String mobileNo,
        @Nullable @Size(min = 1, max = 254) String emailAddress,
        @Nullable @Size(min = 1, max = 1024) String extendedInfo) {

    RiskQuestion question() {
        if (IpLiteral.parse(clientIp).isEmpty()) {
            throw ProblemException.violation("clientIp", "must be an IPv4 or IPv6 address");
        }
        return new RiskQuestion(scene, clientIp, mobileNo, emailAddress, extendedInfo);
    }

    /** A phone number may be in it, so it is not printed. */
    @Override
    public String toString() {
        return "RiskRankRequest";
    }
}
