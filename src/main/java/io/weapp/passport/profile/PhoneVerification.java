package io.weapp.passport.profile;

import io.weapp.passport.app.WechatTokens;
import io.weapp.passport.audit.Audit;
import io.weapp.passport.audit.AuditEntry;
import io.weapp.passport.audit.AuditType;
import io.weapp.passport.phone.Exchange;
import io.weapp.passport.phone.PhoneExchanges;
import io.weapp.passport.phone.PhoneView;
import io.weapp.passport.phone.Phones;
import io.weapp.passport.problem.Problem;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.session.Caller;
import io.weapp.passport.store.Collision;
import io.weapp.passport.user.Identities;
import io.weapp.passport.user.Keyholder;
import io.weapp.passport.wechat.OpenData;
import io.weapp.passport.wechat.PhoneNumber;
import io.weapp.passport.wechat.WechatUsers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Gets the phone number that WeChat vouches for: by the code of the phone button, or by the data of the old one. */
@ApplicationScoped
public class PhoneVerification {

    private static final Logger LOG = System.getLogger(PhoneVerification.class.getName());
    private static final long POLL_MILLIS = 100;
    private static final int SYSTEM_BUSY = -1;

    @Inject
    Identities identities;

    @Inject
    Phones phones;

    @Inject
    PhoneExchanges exchanges;

    @Inject
    WechatTokens tokens;

    @Inject
    WechatUsers wechat;

    @Inject
    Decryption decryption;

    @Inject
    Audit audit;

    @Inject
    Clock clock;

    /**
     * Verifies a phone number.
     *
     * @throws ProblemException for whatever stands between this request and a phone number
     */
    public PhoneView with(Caller caller, PhoneRequest request) {
        String code = request.code();
        String encryptedData = request.encryptedData();
        String iv = request.iv();
        Keyholder owner = identities.ofSession(caller.sessionId());
        if (code != null && encryptedData == null && iv == null) {
            return byCode(owner, code, Boolean.TRUE.equals(request.renew()));
        }
        if (code == null && encryptedData != null && iv != null) {
            return byOpenData(owner, encryptedData, iv);
        }
        throw ProblemException.violation("code", "send either code, or encryptedData and iv");
    }

    private PhoneView byOpenData(Keyholder owner, String encryptedData, String iv) {
        String source = phones.mark(owner.identityId(), encryptedData + "\n" + iv);
        Optional<PhoneView> same = phones.broughtBy(owner.identityId(), source);
        if (same.isPresent()) {
            return same.get();
        }
        OpenData data = OpenData.of(encryptedData, iv);
        PhoneNumber told = PhoneNumber.of(decryption.of(owner, data).json())
                .orElseThrow(() ->
                        new ProblemException(ProblemType.OPEN_DATA_DAMAGED, "There is no phone number in this data."));
        return Collision.survived(() -> phones.verifiedByOpenData(owner.identityId(), told, source, data.ciphertext()));
    }

    private PhoneView byCode(Keyholder owner, String code, boolean renew) {
        try {
            PhoneExchanges.Standing standing = awaited(owner, code, renew);
            Exchange exchange = standing.exchange();
            return exchange == null ? Objects.requireNonNull(standing.known()) : exchanged(owner, code, exchange);
        } catch (ProblemException e) {
            Problem.WechatAnswer said = e.problem().wechat();
            audit.recordRefusal(AuditEntry.of(AuditType.PHONE_REFUSED)
                    .user(owner.userId())
                    .app(owner.appId())
                    .because(e.problem().code(), said == null ? null : said.rid()));
            throw e;
        }
    }

    private PhoneView exchanged(Keyholder owner, String code, Exchange exchange) {
        AtomicBoolean asked = new AtomicBoolean();
        PhoneNumber told;
        try {
            told = tokens.call(owner.appId(), token -> {
                asked.set(true);
                return wechat.phoneNumber(owner.appId(), token, owner.openId(), code);
            });
        } catch (Exception e) {
            fail(exchange, !asked.get() || neverMade(e));
            throw e;
        }
        return Collision.survived(() -> exchanges.succeeded(exchange, told));
    }

    /** Waits until the same request, wherever it runs, has ended; its node may be killed meanwhile. */
    private PhoneExchanges.Standing awaited(Keyholder owner, String code, boolean renew) {
        Instant deadline = clock.instant().plus(exchanges.longest().multipliedBy(2));
        while (true) {
            PhoneExchanges.Standing standing =
                    Collision.survived(() -> exchanges.begin(owner.identityId(), code, renew));
            if (standing.known() != null || standing.exchange() != null) {
                return standing;
            }
            if (clock.instant().isAfter(deadline)) {
                throw stillUnderWay();
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw stillUnderWay();
            }
        }
    }

    /** WeChat said no; only of -1 nobody knows what it did before. */
    private static boolean neverMade(Exception e) {
        return e instanceof ProblemException problem
                && (problem.problem().wechat() == null
                        ? problem.problem().code().equals(ProblemType.PHONE_CODE_INVALID.code())
                        : problem.problem().wechat().errcode() != SYSTEM_BUSY);
    }

    /** If even that fails, the exchange counts, and its code can be tried again once its time is up. */
    private void fail(Exchange exchange, boolean neverMade) {
        try {
            Collision.survived(() -> exchanges.failed(exchange, neverMade));
        } catch (Exception e) {
            LOG.log(Level.WARNING, "A failed phone exchange could not be noted; it counts", e);
        }
    }

    private static ProblemException stillUnderWay() {
        return ProblemException.retryLater(
                ProblemType.WECHAT_BUSY, "The same request is still under way.", Duration.ofSeconds(1));
    }
}
