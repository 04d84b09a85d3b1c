package io.weapp.passport.wechat;

import io.weapp.passport.problem.Problem;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What WeChat does for an app that shows its secret: the calls that need no WeChat token. */
@ApplicationScoped
public class Wechat {

    private static final int SESSION_KEY_BYTES = 16;
    private static final int INVALID_APPID = 40013;
    private static final String CODE_TO_SESSION = "jscode2session";
    private static final String TOKEN_GRANT = "client_credential";

    /** Two hours today, says WeChat, and that it may change. */
    private static final int MAX_TOKEN_SECONDS = 30 * 24 * 60 * 60;

    /** Both REST clients read {@code %} and braces as escapes; WeChat's codes and tokens have neither. */
    private static final Pattern CODE = Pattern.compile("[!-~&&[^%{}]]{1,256}");

    private static final Pattern TOKEN = Pattern.compile("[!-~&&[^%{}]]{1,1024}");

    @Inject
    WechatLine line;

    @Inject
    WechatHosts hosts;

    @Inject
    Clock clock;

    /**
     * Exchanges the code of {@code wx.login}. Sent at most once: whether a lost exchange has used the code up, nobody knows.
     *
     * @param secretProven whether WeChat has ever accepted {@code secret}; before that an unknown appid is our mistake
     * @throws ProblemException with what WeChat said, or {@code wechat_unavailable} if it said nothing sensible in time
     */
    public WechatSession exchange(String appId, String secret, boolean secretProven, String code) {
        if (!CODE.matcher(code).matches()) {
            throw new ProblemException(ProblemType.WECHAT_CODE_INVALID, "This is not a code of wx.login.");
        }
        Instant startedAt = clock.instant();
        try {
            return line.ask(
                    CODE_TO_SESSION,
                    appId,
                    api -> api.codeToSession(appId, secret, code, "authorization_code"),
                    answer -> session(answer, startedAt));
        } catch (ProblemException e) {
            throw secretProven ? e : unproven(e);
        }
    }

    /**
     * Asks for the app's WeChat token; the same one comes back until five minutes before it expires.
     *
     * @throws ProblemException with what WeChat said, or {@code wechat_unavailable} if it said nothing sensible in time
     */
    public WechatToken stableToken(String appId, String secret) {
        Instant askedAt = clock.instant();
        String body = Json.createObjectBuilder()
                .add("grant_type", TOKEN_GRANT)
                .add("appid", appId)
                .add("secret", secret)
                .build()
                .toString();
        try {
            return line.askRepeatable(
                    "stable_token", appId, api -> api.stableToken(body), answer -> token(answer, askedAt));
        } catch (ProblemException e) {
            throw unproven(e);
        }
    }

    /**
     * Asks for a new WeChat token of the app, which retires the one before within five minutes.
     *
     * @throws ProblemException with what WeChat said, or {@code wechat_unavailable} if it said nothing sensible in time
     */
    public WechatToken classicToken(String appId, String secret) {
        Instant askedAt = clock.instant();
        try {
            return line.askRepeatable(
                    "token", appId, api -> api.token(TOKEN_GRANT, appId, secret), answer -> token(answer, askedAt));
        } catch (ProblemException e) {
            throw unproven(e);
        }
    }

    /** How far WeChat's clock was ahead of ours at its last answer, to the second; null if no answer has said. */
    public @Nullable Duration clockAhead() {
        return hosts.clockAhead();
    }

    private static WechatSession session(JsonObject answer, Instant startedAt) {
        String openId = WechatLine.text(answer, "openid");
        String sessionKey = WechatLine.text(answer, "session_key");
        if (openId == null || sessionKey == null || !isSessionKey(sessionKey)) {
            throw WechatLine.unavailable(CODE_TO_SESSION, "an answer without openid or session_key");
        }
        return new WechatSession(openId, WechatLine.text(answer, "unionid"), sessionKey, startedAt);
    }

    private static WechatToken token(JsonObject answer, Instant askedAt) {
        String token = WechatLine.text(answer, "access_token");
        if (token == null || !TOKEN.matcher(token).matches()) {
            throw WechatLine.unavailable("token", "an answer without access_token");
        }
        if (!(answer.get("expires_in") instanceof JsonNumber seconds)
                || seconds.doubleValue() < 1
                || seconds.doubleValue() > MAX_TOKEN_SECONDS) {
            throw WechatLine.unavailable("token", "an answer without expires_in");
        }
        return new WechatToken(token, askedAt, askedAt.plusSeconds(seconds.longValue()));
    }

    private static ProblemException unproven(ProblemException e) {
        Problem.WechatAnswer said = e.problem().wechat();
        if (said == null || said.errcode() != INVALID_APPID) {
            return e;
        }
        return new ProblemException(
                Problem.of(ProblemType.WECHAT_MISCONFIGURED, "WeChat does not know this AppID with this secret.")
                        .wechat(said.errcode(), said.rid()));
    }

    static boolean isSessionKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == SESSION_KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
