package io.weapp.passport.app;

import io.weapp.passport.problem.Problem;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.vault.Vault;
import io.weapp.passport.wechat.Wechat;
import io.weapp.passport.wechat.WechatToken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The WeChat tokens of all apps. */
@ApplicationScoped
public class WechatTokens {

    /** WeChat has a new token ready this long before the old one expires. */
    private static final Duration RENEWAL = Duration.ofMinutes(5);

    /** Which of them is the answer to a token that no longer works is not promised. */
    private static final Set<Integer> TOKEN_REFUSED = Set.of(40001, 40014, 42001);

    @Inject
    MiniApps apps;

    @Inject
    Vault vault;

    @Inject
    Wechat wechat;

    @Inject
    Clock clock;

    private final Map<String, WechatToken> current = new ConcurrentHashMap<>();

    /**
     * Makes a call that needs the app's WeChat token; if WeChat refuses the token, once more with a fresh one.
     *
     * @throws ProblemException what the call throws, or why there is no token
     */
    public <T> T call(String appId, Function<String, T> call) {
        WechatToken token = current(appId);
        try {
            return call.apply(token.value());
        } catch (ProblemException e) {
            Problem.WechatAnswer said = e.problem().wechat();
            if (said == null || !TOKEN_REFUSED.contains(said.errcode())) {
                throw e;
            }
            current.remove(appId, token);
            return call.apply(current(appId).value());
        }
    }

    private WechatToken current(String appId) {
        WechatToken known = current.get(appId);
        if (known != null && clock.instant().isBefore(known.expiresAt().minus(RENEWAL))) {
            return known;
        }
        MiniApp app = apps.enabled(appId);
        WechatToken fetched = wechat.stableToken(appId, app.secret(vault));
        current.put(appId, fetched);
        return fetched;
    }
}
