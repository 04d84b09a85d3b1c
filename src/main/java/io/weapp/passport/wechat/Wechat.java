package io.weapp.passport.wechat;

import io.weapp.passport.problem.Problem;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.settings.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.ProcessingException;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.jspecify.annotations.Nullable;

/** Speaks with WeChat's server and turns its answers into ours. */
@ApplicationScoped
public class Wechat {

    private static final Logger LOG = System.getLogger(Wechat.class.getName());
    private static final Duration OUTAGE_WAIT = Duration.ofSeconds(5);
    private static final int SESSION_KEY_BYTES = 16;

    /** Both REST clients read {@code %} and braces as escapes; WeChat's codes have neither. */
    private static final Pattern CODE = Pattern.compile("[!-~&&[^%{}]]{1,256}");

    private static final Pattern RID = Pattern.compile("rid: ([0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8})");

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    private @Nullable WechatWire wire;
    private @Nullable Line line;

    /** The REST client for one base URL. */
    private record Line(URI url, WechatApi api) {}

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
        JsonObject answer =
                answerOf("jscode2session", () -> api().codeToSession(appId, secret, code, "authorization_code"));
        int errcode = errcodeOf(answer);
        if (errcode != 0) {
            throw refused("jscode2session", appId, errcode, secretProven, answer);
        }
        String openId = text(answer, "openid");
        String sessionKey = text(answer, "session_key");
        if (openId == null || sessionKey == null || !isSessionKey(sessionKey)) {
            throw unavailable("jscode2session", "an answer without openid or session_key");
        }
        return new WechatSession(openId, text(answer, "unionid"), sessionKey, startedAt);
    }

    private ProblemException refused(String api, String appId, int errcode, boolean secretProven, JsonObject answer) {
        Errcodes.Errcode meaning = Errcodes.of(errcode);
        String rid = ridOf(answer);
        LOG.log(Level.WARNING, "WeChat {0} for {1}: errcode {2}, rid {3}", api, appId, Integer.toString(errcode), rid);
        Problem problem = errcode == 40013 && !secretProven
                ? Problem.of(ProblemType.WECHAT_MISCONFIGURED, "WeChat does not know this AppID with this secret.")
                : Problem.of(meaning.problem(), meaning.meaning());
        if (meaning.pause() != null) {
            problem = problem.retryAfter(meaning.pause());
        }
        return new ProblemException(problem.wechat(errcode, rid));
    }

    private interface Call {
        byte[] run();
    }

    private JsonObject answerOf(String api, Call call) {
        byte[] bytes;
        try {
            bytes = call.run();
        } catch (ProcessingException e) {
            // The cause names host and port at most; the message of the exception itself may quote the URL and its
            // secret.
            throw unavailable(api, String.valueOf(e.getCause()));
        }
        try (JsonReader reader =
                Json.createReader(new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8))) {
            return reader.readObject();
        } catch (JsonException e) {
            throw unavailable(api, "no JSON object");
        }
    }

    private static ProblemException unavailable(String api, String what) {
        LOG.log(Level.WARNING, "WeChat {0} gave no usable answer: {1}", api, what);
        return ProblemException.retryLater(
                ProblemType.WECHAT_UNAVAILABLE, "WeChat gave no usable answer in time.", OUTAGE_WAIT);
    }

    private static int errcodeOf(JsonObject answer) {
        JsonValue errcode = answer.get("errcode");
        if (errcode == null) {
            return 0;
        }
        if (errcode instanceof JsonNumber number && number.isIntegral()) {
            return number.intValue();
        }
        throw unavailable("answer", "an errcode that is no number");
    }

    private static @Nullable String text(JsonObject answer, String name) {
        return answer.get(name) instanceof JsonString text && !text.getString().isBlank() ? text.getString() : null;
    }

    private static @Nullable String ridOf(JsonObject answer) {
        String errmsg = text(answer, "errmsg");
        Matcher rid = RID.matcher(errmsg == null ? "" : errmsg);
        return rid.find() ? rid.group(1) : null;
    }

    private static boolean isSessionKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == SESSION_KEY_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Built once for a URL and again only when the setting changes. */
    private synchronized WechatApi api() {
        URI url = settings.wechatUrl();
        if (line == null || !line.url().equals(url)) {
            if (wire == null) {
                wire = new WechatWire(settings);
            }
            line = new Line(
                    url,
                    RestClientBuilder.newBuilder().baseUri(url).register(wire).build(WechatApi.class));
        }
        return line.api();
    }

    @PreDestroy
    void hangUp() {
        if (wire != null) {
            wire.close();
        }
    }
}
