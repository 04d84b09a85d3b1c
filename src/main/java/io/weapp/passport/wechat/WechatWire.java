package io.weapp.passport.wechat;

import io.weapp.passport.settings.Settings;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * Carries the REST client's requests over a connection pool that never repeats one. The transports of Jersey
 * ({@code HttpURLConnection}) and RESTEasy send a GET again when its reply is lost, which burns a login code.
 */
class WechatWire implements ClientRequestFilter, AutoCloseable {

    private static final int CONNECTIONS = 64;
    private static final int MAX_ANSWER_BYTES = 256 * 1024;

    private final Settings settings;
    private final CloseableHttpClient client;

    WechatWire(Settings settings) {
        this.settings = settings;
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(CONNECTIONS)
                        .setMaxConnPerRoute(CONNECTIONS)
                        .setConnectionConfigResolver(route -> ConnectionConfig.custom()
                                .setConnectTimeout(Timeout.of(settings.wechatConnectTimeout()))
                                .setValidateAfterInactivity(1, TimeUnit.SECONDS)
                                .build())
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .build();
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
        byte[] answer = client.execute(request, WechatWire::read);
        context.abortWith(
                Response.ok(answer, MediaType.APPLICATION_OCTET_STREAM).build());
    }

    /** WeChat answers 200 to everything it understands; any other status comes from something in between. */
    private static byte[] read(ClassicHttpResponse response) throws IOException {
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

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }
}
