package io.weapp.passport.admin;

import static io.weapp.passport.admin.DoctorView.State.FAIL;
import static io.weapp.passport.admin.DoctorView.State.WARN;

import io.weapp.passport.admin.DoctorView.Check;
import io.weapp.passport.app.MiniApp;
import io.weapp.passport.settings.Settings;
import io.weapp.passport.vault.Vault;
import io.weapp.passport.wechat.PushCrypto;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;

/** Knocks at our own push address from outside, as WeChat does when its settings are saved. */
@ApplicationScoped
public class PushProbe {

    private static final String NAME = "push";
    private static final int TIMEOUT_MILLIS = 2000;
    private static final int MAX_ANSWER_BYTES = 200;

    @Inject
    Vault vault;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    Check check(MiniApp app) {
        if (app.push() == null) {
            return Check.of(
                    NAME,
                    WARN,
                    "Message push is not set up, so nobody hears when users take back what they gave.",
                    "Enter URL, Token and EncodingAESKey in WeChat's console and the same as push here.");
        }
        String url = settings.issuer() + "/api/v1/wechat/" + app.appId() + "/push";
        String echo = UUID.randomUUID().toString().replace("-", "");
        try {
            return answerTo(URI.create(url + query(app, echo))).equals(echo)
                    ? Check.ok(NAME, "Our push address answers as WeChat wants it.")
                    : failed(url + " does not answer as WeChat wants it.");
        } catch (IOException | IllegalArgumentException e) {
            return failed(url + " cannot be reached from here.");
        }
    }

    private String query(MiniApp app, String echo) {
        String timestamp = Long.toString(clock.instant().getEpochSecond());
        String signature = PushCrypto.signature(app.pushToken(vault), timestamp, echo);
        return "?signature=" + signature + "&timestamp=" + timestamp + "&nonce=" + echo + "&echostr=" + echo;
    }

    private static String answerTo(URI uri) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setInstanceFollowRedirects(false);
        try (InputStream answer = connection.getInputStream()) {
            return new String(answer.readNBytes(MAX_ANSWER_BYTES), StandardCharsets.UTF_8);
        } finally {
            connection.disconnect();
        }
    }

    private static Check failed(String detail) {
        return Check.of(
                NAME, FAIL, detail, "Check passport.issuer, and that the gateway in front lets this path through.");
    }
}
