package io.weapp.passport.app;

import io.weapp.passport.housekeeping.Chore;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Renews the WeChat tokens that are in use before they expire, so that no user waits for it. */
@ApplicationScoped
public class TokenRenewal implements Chore {

    private static final Logger LOG = System.getLogger(TokenRenewal.class.getName());

    /** A token nobody has used for its whole life is not renewed. */
    private static final Duration IN_USE = Duration.ofHours(2);

    /** WeChat has the next stable token ready this long before the old one expires; sooner it gives the old one again. */
    private static final Duration NEXT_IS_READY = Duration.ofMinutes(5);

    private static final int MAX_JITTER_SECONDS = 30;

    @Inject
    WechatTokens tokens;

    @Inject
    Clock clock;

    @Override
    public boolean work() {
        List<String> apps = new ArrayList<>(tokens.usedSince(clock.instant().minus(IN_USE)));
        Collections.shuffle(apps);
        for (String appId : apps) {
            if (!renewed(appId)) {
                return false;
            }
        }
        return false;
    }

    /** False if WeChat is out of reach: the other apps would have to wait for nothing. */
    private boolean renewed(String appId) {
        int jitter = 1 + ThreadLocalRandom.current().nextInt(MAX_JITTER_SECONDS);
        try {
            tokens.renew(appId, NEXT_IS_READY.minusSeconds(jitter));
            return true;
        } catch (ProblemException e) {
            LOG.log(Level.WARNING, "The WeChat token of {0} was not renewed: {1}", appId, e.getMessage());
            return !e.problem().code().equals(ProblemType.WECHAT_UNAVAILABLE.code());
        }
    }
}
