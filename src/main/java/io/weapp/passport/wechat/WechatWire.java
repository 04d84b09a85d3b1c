package io.weapp.passport.wechat;

import io.weapp.passport.settings.Settings;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.security.SignatureException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.utils.DateUtils;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Carries the REST client's requests over a connection pool that never repeats one. The transports of Jersey
 * ({@code HttpURLConnection}) and RESTEasy send a GET again when its reply is lost, which burns a login code.
 */
class WechatWire implements ClientRequestFilter, AutoCloseable {

    private static final int MAX_ANSWER_BYTES = 256 * 1024;

    private final Settings settings;
    private final Clock clock;
    private final PoolingHttpClientConnectionManager pool;
    private final CloseableHttpClient client;

    /** Breaks off what takes too long: timeouts of a socket are for each read, and an answer may come letter by letter. */
    private final ScheduledThreadPoolExecutor watch;

    /** The REST client hands its filters the request and nothing else, so this travels with the thread. */
    private final ThreadLocal<Terms> terms = new ThreadLocal<>();

    private volatile @Nullable Duration clockAhead;

    private record Terms(Duration timeLeft, @Nullable ApiSignature signature) {}

    WechatWire(Settings settings, Clock clock, ThreadFactory threads) {
        this.settings = settings;
        this.clock = clock;
        this.pool = PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionConfigResolver(route -> ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(settings.wechatConnectTimeout()))
                        .setValidateAfterInactivity(1, TimeUnit.SECONDS)
                        .build())
                .build();
        this.client = HttpClients.custom()
                .setConnectionManager(pool)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .build();
        this.watch = new ScheduledThreadPoolExecutor(1, threads);
        watch.setRemoveOnCancelPolicy(true);
    }

    /**
     * Does something with the REST client that must not take longer than that.
     *
     * @param signature null if the request goes out plain
     */
    byte[] within(Duration time, @Nullable ApiSignature signature, Supplier<byte[]> call) {
        terms.set(new Terms(time, signature));
        try {
            return call.get();
        } finally {
            terms.remove();
        }
    }

    @Override
    public void filter(ClientRequestContext context) throws IOException {
        HttpUriRequestBase request = new HttpUriRequestBase(context.getMethod(), context.getUri());
        request.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(settings.wechatConnectTimeout()))
                .setResponseTimeout(Timeout.of(settings.wechatReadTimeout()))
                .build());
        ApiSignature signature = terms.get().signature();
        if (context.getEntity() instanceof String json) {
            String body = signature == null ? json : sealed(json, signature, request);
            request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        }
        context.abortWith(Response.ok(answerTo(request, signature), MediaType.APPLICATION_OCTET_STREAM)
                .build());
    }

    private String sealed(String json, ApiSignature signature, HttpUriRequestBase request) {
        ApiSignature.Sealed sealed = signature.seal(json, clock.instant());
        sealed.headers().forEach(request::setHeader);
        return sealed.body();
    }

    private byte[] answerTo(HttpUriRequestBase request, @Nullable ApiSignature signature) throws IOException {
        resize();
        Future<?> end = watch.schedule(request::cancel, terms.get().timeLeft().toMillis(), TimeUnit.MILLISECONDS);
        try {
            return client.execute(
                    request,
                    response -> signature == null ? read(response) : opened(read(response), response, signature));
        } finally {
            end.cancel(false);
        }
    }

    private void resize() {
        int connections = settings.wechatConnections();
        if (pool.getMaxTotal() != connections) {
            pool.setMaxTotal(connections);
            pool.setDefaultMaxPerRoute(connections);
        }
    }

    /** WeChat answers 200 to everything it understands; any other status comes from something in between. */
    private byte[] read(ClassicHttpResponse response) throws IOException {
        Instant theirs = DateUtils.parseStandardDate(response, HttpHeaders.DATE);
        if (theirs != null) {
            clockAhead = Duration.between(clock.instant().truncatedTo(ChronoUnit.SECONDS), theirs);
        }
        HttpEntity entity = response.getEntity();
        if (response.getCode() != 200 || entity == null) {
            throw new IOException("HTTP status " + response.getCode());
        }
        byte[] bytes = entity.getContent().readNBytes(MAX_ANSWER_BYTES + 1);
        if (bytes.length > MAX_ANSWER_BYTES) {
            throw new IOException("more than " + MAX_ANSWER_BYTES + " bytes");
        }
        return bytes;
    }

    private byte[] opened(byte[] answer, ClassicHttpResponse response, ApiSignature signature) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.put(header.getName(), header.getValue());
        }
        try {
            return signature.open(headers, answer, clock.instant());
        } catch (SignatureException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** How far WeChat's clock was ahead of ours at its last answer, to the second; null if no answer has said. */
    @Nullable
    Duration clockAhead() {
        return clockAhead;
    }

    @Override
    public void close() {
        watch.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }
}
