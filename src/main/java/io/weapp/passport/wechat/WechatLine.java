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
import java.time.Duration;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.jspecify.annotations.Nullable;

/** The line to WeChat's server: sends a call at most once and lets through only answers that make sense. */
@ApplicationScoped
class WechatLine {

    private static final Logger LOG = System.getLogger(WechatLine.class.getName());
    private static final Duration OUTAGE_WAIT = Duration.ofSeconds(5);
    private static final Pattern RID = Pattern.compile("rid: ([0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8})");

    @Inject
    Settings settings;

    private @Nullable WechatWire wire;
    private @Nullable Station station;

    /** The REST client for one base URL. */
    private record Station(URI url, WechatApi api) {}

    /**
     * Makes a call and gives its answer, whose errcode is 0.
     *
     * @param api WeChat's name of what is called, for the log
     * @throws ProblemException with what WeChat said, its errcode included, or {@code wechat_unavailable} if it said nothing
     *     sensible in time
     */
    JsonObject ask(String api, String appId, Function<WechatApi, byte[]> call) {
        JsonObject answer = answerOf(api, call);
        int errcode = errcodeOf(answer);
        if (errcode != 0) {
            throw refused(api, appId, errcode, answer);
        }
        return answer;
    }

    static ProblemException unavailable(String api, String what) {
        LOG.log(Level.WARNING, "WeChat {0} gave no usable answer: {1}", api, what);
        return ProblemException.retryLater(
                ProblemType.WECHAT_UNAVAILABLE, "WeChat gave no usable answer in time.", OUTAGE_WAIT);
    }

    static @Nullable String text(JsonObject answer, String name) {
        return answer.get(name) instanceof JsonString text && !text.getString().isBlank() ? text.getString() : null;
    }

    private static ProblemException refused(String api, String appId, int errcode, JsonObject answer) {
        Errcodes.Errcode meaning = Errcodes.of(errcode);
        String rid = ridOf(answer);
        LOG.log(Level.WARNING, "WeChat {0} for {1}: errcode {2}, rid {3}", api, appId, Integer.toString(errcode), rid);
        Problem problem = Problem.of(meaning.problem(), meaning.meaning());
        if (meaning.pause() != null) {
            problem = problem.retryAfter(meaning.pause());
        }
        return new ProblemException(problem.wechat(errcode, rid));
    }

    private JsonObject answerOf(String api, Function<WechatApi, byte[]> call) {
        byte[] bytes;
        try {
            bytes = call.apply(api());
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

    private static @Nullable String ridOf(JsonObject answer) {
        String errmsg = text(answer, "errmsg");
        Matcher rid = RID.matcher(errmsg == null ? "" : errmsg);
        return rid.find() ? rid.group(1) : null;
    }

    /** Built once for a URL and again only when the setting changes. */
    private synchronized WechatApi api() {
        URI url = settings.wechatUrl();
        if (station == null || !station.url().equals(url)) {
            if (wire == null) {
                wire = new WechatWire(settings);
            }
            station = new Station(
                    url,
                    RestClientBuilder.newBuilder().baseUri(url).register(wire).build(WechatApi.class));
        }
        return station.api();
    }

    @PreDestroy
    void hangUp() {
        if (wire != null) {
            wire.close();
        }
    }
}
