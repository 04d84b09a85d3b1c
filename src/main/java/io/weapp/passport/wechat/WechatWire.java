package io.weapp.passport.wechat;

import io.weapp.passport.settings.Settings;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

    /** The REST client hands its filters the request and nothing else, so the time that is left travels with the thread. */
    private final ThreadLocal<Duration> timeLeft = new ThreadLocal<>();

    private volatile @Nullable Duration clockAhead;

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

    /** Does something with the REST client that must not take longer than that. */
    byte[] within(Duration time, Supplier<byte[]> call) {
        timeLeft.set(time);
        try {
            return call.get();
        } finally {
            timeLeft.remove();
        }
    }

    @Override
    public void filter(ClientRequestContext context) throws IOException {
        HttpUriRequestBase request = new HttpUriRequestBase(context.getMethod(), context.getUri());
        request.setConfig(RequestConfig.custom()
                .setConnectionRequestTimeout(Timeout.of(settings.wechatConnectTimeout()))
                .setResponseTimeout(Timeout.of(settings.wechatReadTimeout()))
                .build());
        if (context.getEntity() instanceof String json) {
            request.setEntity(new StringEntity(json, ContentType.APPLICATION_JSON));
        }
        context.abortWith(Response.ok(answerTo(request), MediaType.APPLICATION_OCTET_STREAM)
                .build());
    }

    private byte[] answerTo(HttpUriRequestBase request) throws IOException {
        resize();
        Future<?> end = watch.schedule(request::cancel, timeLeft.get().toMillis(), TimeUnit.MILLISECONDS);
        try {
            return client.execute(request, this::read);
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
