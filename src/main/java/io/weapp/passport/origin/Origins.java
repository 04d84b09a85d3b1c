package io.weapp.passport.origin;

import io.weapp.passport.problem.RequestId;
import io.weapp.passport.settings.ParsedSetting;
import io.weapp.passport.settings.Settings;
import io.weapp.passport.trace.TraceContext;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;

/** Knows where the current request comes from. */
@ApplicationScoped
public class Origins {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    @Inject
    OriginSlot slot;

    @Inject
    Settings settings;

    private ParsedSetting<List<IpRange>> trustedProxies;

    @PostConstruct
    void prepare() {
        trustedProxies = new ParsedSetting<>("passport.trusted-proxies", settings::trustedProxies, IpRange::list);
    }

    /**
     * For the start, before anybody is served.
     *
     * @throws IllegalStateException if {@code passport.trusted-proxies} is malformed
     */
    public void check() {
        trustedProxies.value();
    }

    /**
     * Notes where a request comes from, before anything else looks at it.
     *
     * @return the trace it belongs to
     */
    public TraceContext arrived(HttpServletRequest request) {
        TraceContext trace = TraceContext.of(
                Collections.list(request.getHeaders(TraceContext.PARENT)),
                Collections.list(request.getHeaders(TraceContext.STATE)));
        slot.put(new Origin(
                RequestId.of(request),
                ClientAddress.of(
                        String.valueOf(request.getRemoteAddr()),
                        Collections.list(request.getHeaders(FORWARDED_FOR)),
                        this::trusted),
                trace));
        return trace;
    }

    /** The origin of the current request; of background work it has no parts. */
    public Origin current() {
        try {
            return slot.origin();
        } catch (ContextNotActiveException e) {
            return Origin.NONE;
        }
    }

    private boolean trusted(InetAddress address) {
        return trustedProxies.value().stream().anyMatch(range -> range.contains(address));
    }
}
