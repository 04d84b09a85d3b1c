package io.weapp.passport.app;

import io.weapp.passport.problem.Problem;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.wechat.ApiKeyring;
import io.weapp.passport.wechat.WechatToken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The WeChat tokens of all apps, for whoever makes calls with them. */
@ApplicationScoped
public class WechatTokens {

    private static final Logger LOG = System.getLogger(WechatTokens.class.getName());

    /** How long a node goes on with its copy; an app that was changed or disabled elsewhere is noticed after it. */
    private static final Duration COPY_LIFE = Duration.ofSeconds(30);

    /** A token with less than this is not used any more, so that it does not expire on its way. */
    private static final Duration MARGIN = Duration.ofSeconds(60);

    /** A token this young is not replaced: if WeChat refuses it, it would refuse any, and each fetch counts against a quota. */
    private static final Duration YOUNG = Duration.ofSeconds(10);

    /** Which of them is the answer to a token that no longer works is not promised. */
    private static final Set<Integer> TOKEN_REFUSED = Set.of(40001, 40014, 42001);

    @Inject
    MiniApps apps;

    @Inject
    StoredTokens stored;

    @Inject
    TokenFetch fetch;

    @Inject
    ApiKeyring keyring;

    @Inject
    Clock clock;

    private final Map<String, SharedToken> copies = new ConcurrentHashMap<>();
    private final Map<String, Instant> lastUses = new ConcurrentHashMap<>();

    /**
     * Makes a call that needs the app's WeChat token; if WeChat refuses the token, once more with a fresh one. Not to be called
     * inside a transaction.
     *
     * @throws ProblemException what the call throws, or why there is no token
     */
    public <T> T call(String appId, Function<String, T> call) {
        SharedToken copy = current(appId);
        try {
            return call.apply(copy.token().value());
        } catch (ProblemException e) {
            Problem.WechatAnswer said = e.problem().wechat();
            if (said == null || !TOKEN_REFUSED.contains(said.errcode())) {
                throw e;
            }
            return call.apply(successor(appId, copy, e).token().value());
        }
    }

    /**
     * The token itself, for somebody who calls WeChat without us.
     *
     * @throws ProblemException {@code app_unknown}, {@code app_disabled}, or why there is no token
     */
    public WechatToken token(String appId) {
        apps.enabled(appId);
        return current(appId).token();
    }

    /** The tokens in this node's memory, by app. */
    public List<HeldToken> held() {
        return copies.entrySet().stream()
                .map(copy -> new HeldToken(
                        copy.getKey(),
                        copy.getValue().token().fetchedAt(),
                        copy.getValue().token().expiresAt()))
                .sorted(Comparator.comparing(HeldToken::appId))
                .toList();
    }

    /** The apps whose token was used here since then. */
    List<String> usedSince(Instant time) {
        lastUses.values().removeIf(use -> use.isBefore(time));
        return List.copyOf(lastUses.keySet());
    }

    /** Sees to it that the token works for at least that long. */
    void renew(String appId, Duration left) {
        read(appId, left);
    }

    private SharedToken current(String appId) {
        Instant now = clock.instant();
        SharedToken copy = copies.get(appId);
        if (copy == null
                || copy.readAt().plus(COPY_LIFE).isBefore(now)
                || copy.token().expiresAt().isBefore(now.plus(MARGIN))) {
            copy = read(appId, MARGIN);
        }
        lastUses.put(appId, now);
        return copy;
    }

    private SharedToken read(String appId, Duration left) {
        SharedToken copy = fetch.tokenWith(appId, left);
        keyring.keep(appId, copy.apiKeys());
        copies.put(appId, copy);
        return copy;
    }

    private SharedToken successor(String appId, SharedToken refused, ProblemException refusal) {
        stored.drop(appId, refused.generation(), clock.instant().minus(YOUNG));
        copies.remove(appId, refused);
        SharedToken next = current(appId);
        if (next.token().value().equals(refused.token().value())) {
            LOG.log(Level.ERROR, "WeChat refuses the WeChat token of {0}, and there is no other: {1}", appId, refusal);
            throw refusal;
        }
        return next;
    }
}
