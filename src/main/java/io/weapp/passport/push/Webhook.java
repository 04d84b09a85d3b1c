package io.weapp.passport.push;

import io.weapp.passport.settings.Settings;
import io.weapp.passport.trace.TraceContext;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/** Sends messages to an address of the company, signed so that it can tell ours from others. */
@ApplicationScoped
class Webhook {

    private static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(2);
    private static final Timeout READ_TIMEOUT = Timeout.ofSeconds(5);

    /** An answer that is longer is not read to its end; only its status counts. */
    private static final int MAX_ANSWER_BYTES = 8 * 1024;

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    private final CloseableHttpClient client = HttpClients.custom()
            .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                    .setDefaultConnectionConfig(ConnectionConfig.custom()
                            .setConnectTimeout(CONNECT_TIMEOUT)
                            .build())
                    .build())
            .setDefaultRequestConfig(RequestConfig.custom()
                    .setConnectionRequestTimeout(CONNECT_TIMEOUT)
                    .setResponseTimeout(READ_TIMEOUT)
                    .build())
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .build();

    private record Address(URI url, String secret) {}

    /** @throws IllegalStateException if it is set up, but wrongly */
    void check() {
        address();
    }

    /**
     * Sends a message, unless no webhook is set up.
     *
     * @throws RuntimeException if it was not accepted: any status but 2xx, or no answer in time
     */
    void send(PushReceived received) {
        address().ifPresent(address -> send(address, received, body(received)));
    }

    private void send(Address address, PushReceived received, String body) {
        String timestamp = String.valueOf(clock.instant().getEpochSecond());
        HttpPost post = new HttpPost(address.url());
        post.setHeader("X-Passport-Delivery", received.id());
        if (received.trace() != null) {
            TraceContext step = received.trace().step();
            post.setHeader(TraceContext.PARENT, step.parent());
            if (step.state() != null) {
                post.setHeader(TraceContext.STATE, step.state());
            }
        }
        post.setHeader("X-Passport-Timestamp", timestamp);
        post.setHeader("X-Passport-Signature", "sha256=" + hmac(address.secret(), timestamp + "." + body));
        post.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        try (ClassicHttpResponse response = client.executeOpen(HttpHost.create(address.url()), post, null)) {
            if (response.getEntity() != null) {
                response.getEntity().getContent().readNBytes(MAX_ANSWER_BYTES);
            }
            if (response.getCode() < 200 || response.getCode() > 299) {
                throw new IllegalStateException("The webhook answered " + response.getCode());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String body(PushReceived received) {
        JsonObjectBuilder message = Json.createObjectBuilder();
        received.message().fields().forEach(message::add);
        return Json.createObjectBuilder()
                .add("id", received.id())
                .add("appId", received.appId())
                .add("receivedAt", received.receivedAt().toString())
                .add("message", message)
                .build()
                .toString();
    }

    private Optional<Address> address() {
        return settings.webhookUrl().map(url -> {
            String host = String.valueOf(url.getHost());
            if (!"https".equals(url.getScheme()) && !("http".equals(url.getScheme()) && LOOPBACK.contains(host))) {
                throw new IllegalStateException(
                        "passport.push.webhook.url must begin with https:// unless it is local");
            }
            String secret = settings.webhookSecret()
                    .orElseThrow(() -> new IllegalStateException(
                            "passport.push.webhook.url is set but passport.push.webhook.secret is not"));
            return new Address(url, secret);
        });
    }

    private static String hmac(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @PreDestroy
    void hangUp() {
        client.close(CloseMode.IMMEDIATE);
    }
}
