package io.weapp.passport.wechat;

import io.weapp.passport.problem.Problem;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.settings.Settings;
import io.weapp.passport.wechat.WechatCall.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The line to WeChat's server. It lets through only answers that make sense, each within the connect and the read timeout
 * together, and is cut for a while when there are none.
 */
@ApplicationScoped
class WechatLine {

    private static final Logger LOG = System.getLogger(WechatLine.class.getName());
    private static final Pattern RID = Pattern.compile("rid: ([0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8})");
    private static final int BUSY = -1;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(400);

    @Inject
    Settings settings;

    @Inject
    WechatHosts hosts;

    @Inject
    ApiKeyring keyring;

    @Inject
    Outages outages;

    @Inject
    Event<WechatCall> calls;

    /**
     * Makes a call at most once and gives its answer, whose errcode is 0. For calls that use something up, whether their answer
     * arrives or not.
     *
     * @param api WeChat's name of what is called, for the log and for what its errcodes mean
     * @param appId of a registered app
     * @throws ProblemException with what WeChat said, its errcode included; {@code wechat_unavailable} if it said nothing
     *     sensible in time or has not lately; {@code wechat_busy} if too many calls wait
     */
    JsonObject ask(String api, String appId, Function<WechatApi, byte[]> call) {
        return ask(api, appId, call, Function.identity());
    }

    /** The same for who reads the answer: a reader that throws {@link #unavailable} found none. */
    <T> T ask(String api, String appId, Function<WechatApi, byte[]> call, Function<JsonObject, T> reader) {
        long start = System.nanoTime();
        return held(
                api,
                appId,
                start,
                () -> reader.apply(
                        accepted(api, appId, once(api, appId, hosts.apis().get(0), timeLeft(start), call))));
    }

    /** The same for a call that does no harm when made twice: asks the next host if one fails, and once more if WeChat is busy. */
    JsonObject askRepeatable(String api, String appId, Function<WechatApi, byte[]> call) {
        return askRepeatable(api, appId, call, Function.identity());
    }

    <T> T askRepeatable(String api, String appId, Function<WechatApi, byte[]> call, Function<JsonObject, T> reader) {
        long start = System.nanoTime();
        return held(api, appId, start, () -> reader.apply(accepted(api, appId, repeated(api, appId, start, call))));
    }

    static ProblemException unavailable(String api, String what) {
        LOG.log(Level.WARNING, "WeChat {0} gave no usable answer: {1}", api, what);
        return ProblemException.retryLater(
                ProblemType.WECHAT_UNAVAILABLE, "WeChat gave no usable answer in time.", Outages.WAIT);
    }

    static @Nullable String text(JsonObject answer, String name) {
        return answer.get(name) instanceof JsonString text && !text.getString().isBlank() ? text.getString() : null;
    }

    /** What a call waits for a place counts as well. */
    private <T> T held(String api, String appId, long start, Supplier<T> call) {
        Outcome outcome = Outcome.UNANSWERED;
        String errcode = "none";
        try {
            T answer = outages.held(appId, ApiFamily.of(api), call);
            outcome = Outcome.OK;
            errcode = "0";
            return answer;
        } catch (HeldBack e) {
            outcome = Outcome.HELD_BACK;
            throw e;
        } catch (ProblemException e) {
            Problem.WechatAnswer said = e.problem().wechat();
            if (said != null) {
                outcome = Outcome.REFUSED;
                errcode = Errcodes.label(said.errcode());
            }
            throw e;
        } finally {
            calls.fire(new WechatCall(api, outcome, errcode, Duration.ofNanos(System.nanoTime() - start)));
        }
    }

    private JsonObject repeated(String api, String appId, long start, Function<WechatApi, byte[]> call) {
        Iterator<WechatApi> others = hosts.apis().iterator();
        WechatApi first = others.next();
        WechatApi host = first;
        boolean mayBeBusy = true;
        while (true) {
            try {
                JsonObject answer = once(api, appId, host, timeLeft(start), call);
                if (host != first) {
                    hosts.prefer(host);
                }
                if (errcodeOf(answer) != BUSY || !mayBeBusy || timeLeft(start).compareTo(LONGEST_PAUSE) < 0) {
                    return answer;
                }
                mayBeBusy = false;
                pause();
            } catch (ProblemException e) {
                if (!others.hasNext() || timeLeft(start).isNegative()) {
                    throw e;
                }
                host = others.next();
            }
        }
    }

    private Duration timeLeft(long start) {
        return settings.wechatCallTime().minusNanos(System.nanoTime() - start);
    }

    private JsonObject once(String api, String appId, WechatApi host, Duration time, Function<WechatApi, byte[]> call) {
        byte[] bytes;
        try {
            bytes = hosts.ask(host, time, keyring.signatureOf(api, appId), call);
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

    private JsonObject accepted(String api, String appId, JsonObject answer) {
        int errcode = errcodeOf(answer);
        if (errcode == 0) {
            return answer;
        }
        Errcodes.Errcode meaning = Errcodes.of(api, errcode);
        String rid = ridOf(answer);
        outages.said(appId, ApiFamily.of(api), errcode, rid);
        LOG.log(Level.WARNING, "WeChat {0} for {1}: errcode {2}, rid {3}", api, appId, Integer.toString(errcode), rid);
        Problem problem = Problem.of(meaning.problem(), meaning.detail());
        if (meaning.pause() != null) {
            problem = problem.retryAfter(meaning.pause());
        }
        throw new ProblemException(problem.wechat(errcode, rid));
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

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(
                    ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE.toMillis(), LONGEST_PAUSE.toMillis()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while WeChat was busy", e);
        }
    }
}
