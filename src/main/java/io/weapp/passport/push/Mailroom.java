package io.weapp.passport.push;

import io.weapp.passport.app.AppPush;
import io.weapp.passport.app.MiniApp;
import io.weapp.passport.app.MiniApps;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.store.Collision;
import io.weapp.passport.vault.Vault;
import io.weapp.passport.wechat.PushCrypto;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes in what comes from WeChat and from nobody else. */
@ApplicationScoped
public class Mailroom {

    private static final Logger LOG = System.getLogger(Mailroom.class.getName());

    /** WeChat states no window; a repetition is signed anew. */
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");
    private static final Pattern ECHO = Pattern.compile("[A-Za-z0-9._~+/=-]{1,128}");

    @Inject
    MiniApps apps;

    @Inject
    PushEvents events;

    @Inject
    PushWork work;

    @Inject
    Event<PushAnswered> answered;

    @Inject
    Vault vault;

    @Inject
    Clock clock;

    /**
     * Answers WeChat's question whether this address is the app's: with what it sent.
     *
     * @throws ProblemException {@code not_found}, {@code forbidden}, {@code invalid_request}
     */
    String echo(String appId, PushStamp stamp, @Nullable String echostr) {
        MiniApp app = app(appId);
        requireSignature(app, stamp, stamp.signature(), "");
        if (echostr == null || !ECHO.matcher(echostr).matches()) {
            throw ProblemException.violation("echostr", "must be what WeChat sends: letters and digits");
        }
        return echostr;
    }

    /**
     * Stores a message and has it worked off.
     *
     * @throws ProblemException {@code not_found}, {@code forbidden}, {@code invalid_request}, {@code payload_too_large}
     */
    void take(String appId, PushStamp stamp, byte[] body) {
        String known = null;
        String outcome = ProblemType.INTERNAL_ERROR.code();
        try {
            MiniApp app = app(appId);
            known = app.appId();
            Letter letter = opened(app, stamp, PushReader.read(text(body)));
            outcome = Collision.survived(() -> events.take(letter)) ? "new" : "repeated";
            work.wake(letter.lane());
        } catch (ProblemException e) {
            outcome = e.problem().code();
            throw e;
        } finally {
            answered.fire(new PushAnswered(known, outcome));
        }
    }

    private Letter opened(MiniApp app, PushStamp stamp, PushMessage envelope) {
        String encrypt = envelope.get("Encrypt");
        if (encrypt != null) {
            String signature = requireSignature(app, stamp, stamp.messageSignature(), encrypt);
            String message = PushCrypto.open(encrypt, app.pushAesKey(vault), app.appId());
            return new Letter(app.appId(), signature, PushReader.read(message));
        }
        AppPush push = app.push();
        if (push == null || push.mode() != AppPush.Mode.PLAIN) {
            throw refused(app, "it is not encrypted, and the app is not in plain mode");
        }
        return new Letter(app.appId(), requireSignature(app, stamp, stamp.signature(), ""), envelope);
    }

    private MiniApp app(String appId) {
        return apps.withPush(appId)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NOT_FOUND, "No app of this AppID takes pushes here; see the app's push settings."));
    }

    private String requireSignature(MiniApp app, PushStamp stamp, @Nullable String signature, String encrypt) {
        String timestamp = stamp.timestamp();
        String nonce = stamp.nonce();
        if (signature == null
                || timestamp == null
                || nonce == null
                || !PushCrypto.isSignature(signature, app.pushToken(vault), timestamp, nonce, encrypt)) {
            throw refused(app, "its signature is wrong");
        }
        long now = clock.instant().getEpochSecond();
        if (!SECONDS.matcher(timestamp).matches() || Math.abs(now - Long.parseLong(timestamp)) > WINDOW.toSeconds()) {
            throw refused(app, "its time is too far from this server's clock");
        }
        return signature;
    }

    private static ProblemException refused(MiniApp app, String reason) {
        LOG.log(Level.WARNING, "A push to {0} was refused: {1}", app.appId(), reason);
        return new ProblemException(ProblemType.FORBIDDEN, "The push was refused: " + reason + ".");
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, "The body is not UTF-8.");
        }
    }
}
