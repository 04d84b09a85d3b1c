package io.weapp.passport.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.weapp.passport.audit.AuditEntry;
import io.weapp.passport.audit.AuditFailure;
import io.weapp.passport.limit.Rate;
import io.weapp.passport.push.PushAnswered;
import io.weapp.passport.wechat.WechatCall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Counts what the others tell of. */
@ApplicationScoped
public class Counters {

    /** More apps than anybody has: whatever went wrong before, the number of counters stays bounded. */
    private static final int MAX_APPS = 1_000;

    /** A registry of our own, so that a redeployment starts afresh. */
    private final PrometheusRegistry registry = new PrometheusRegistry();

    private final Counter logins = counter("passport_logins", "Logins by app and outcome", "app", "outcome");
    private final Counter sessionsEnded = counter("passport_sessions_ended", "Ended sessions by reason", "reason");
    private final Counter refreshReused = counter("passport_refresh_reused", "Refresh tokens used again too late");
    private final Counter rateLimited = counter("passport_rate_limited", "Requests over a rate limit", "limit");
    private final Counter phoneExchanges =
            counter("passport_phone_exchanges", "Exchanges of phone codes, which cost money", "app", "outcome");
    private final Counter pushes =
            counter("passport_pushes_received", "Pushes of WeChat by app and outcome", "app", "outcome");
    private final Counter auditFailures = counter("passport_audit_failures", "Refusals without an audit event", "type");

    /** From a fast answer to the longest wait there is, with some room for other timeouts. */
    private final Histogram wechatCalls = Histogram.builder()
            .name("passport_wechat_call_seconds")
            .help("Calls to WeChat by API, outcome and errcode")
            .labelNames("api", "outcome", "errcode")
            .classicOnly()
            .classicUpperBounds(0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8)
            .register(registry);

    private final Set<String> apps = ConcurrentHashMap.newKeySet();

    void recorded(@Observes(during = TransactionPhase.AFTER_SUCCESS) AuditEntry entry) {
        switch (entry.type()) {
            case LOGIN -> logins.labelValues(app(entry.appId()), "ok").inc();
            case LOGIN_REFUSED ->
                logins.labelValues(app(entry.appId()), String.valueOf(entry.reason()))
                        .inc();
            case LOGOUT -> sessionsEnded.labelValues("logout").inc();
            case SESSION_ENDED ->
                sessionsEnded.labelValues(String.valueOf(entry.reason())).inc();
            case REFRESH_TOKEN_REUSED -> refreshReused.inc();
            case PHONE_VERIFIED -> {
                if ("code".equals(entry.reason())) {
                    phoneExchanges.labelValues(app(entry.appId()), "ok").inc();
                }
            }
            case PHONE_REFUSED ->
                phoneExchanges
                        .labelValues(app(entry.appId()), String.valueOf(entry.reason()))
                        .inc();
            default -> {
                // Not counted.
            }
        }
    }

    void limited(@Observes Rate rate) {
        rateLimited.labelValues(rate.word()).inc();
    }

    void lost(@Observes AuditFailure failure) {
        auditFailures.labelValues(failure.type().word()).inc();
    }

    void answered(@Observes PushAnswered push) {
        pushes.labelValues(app(push.appId()), push.outcome()).inc();
    }

    void called(@Observes WechatCall call) {
        wechatCalls
                .labelValues(call.api(), call.outcome().word(), call.errcode())
                .observe(call.took().toNanos() / 1e9);
    }

    /** Where those register what is not counted but looked at. */
    PrometheusRegistry registry() {
        return registry;
    }

    /** All metrics in Prometheus' text format. */
    public String text() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(text, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    /** The same numbers, each by its name and labels. */
    public Map<String, Double> values() {
        Map<String, Double> values = new TreeMap<>();
        text().lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int end = line.lastIndexOf(' ');
            values.put(line.substring(0, end), number(line.substring(end + 1)));
        });
        return values;
    }

    /** Prometheus writes what Java calls Infinity in short. */
    private static double number(String text) {
        return Double.parseDouble(text.replace("Inf", "Infinity"));
    }

    /** The app as a label: one of a bounded number. */
    String app(@Nullable String appId) {
        if (appId == null) {
            return "unknown";
        }
        if (apps.size() < MAX_APPS) {
            apps.add(appId);
        }
        return apps.contains(appId) ? appId : "other";
    }

    private Counter counter(String name, String help, String... labels) {
        return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
    }
}
