package io.weapp.passport.wechat;

import io.weapp.passport.settings.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.jspecify.annotations.Nullable;

/** WeChat's hosts, the usual one first, and a REST client for each. */
@ApplicationScoped
class WechatHosts {

    /** How long a host that failed is not asked first. */
    private static final Duration PREFERENCE = Duration.ofMinutes(1);

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    @Resource
    ManagedThreadFactory threads;

    private @Nullable WechatWire wire;
    private volatile @Nullable Favourite favourite;
    private volatile Hosts hosts = new Hosts(List.of(), List.of());

    private record Hosts(List<URI> urls, List<WechatApi> apis) {}

    /** The host that answered when the one before it did not. */
    private record Favourite(WechatApi host, Instant until) {}

    /** In the order in which they are asked; built once for the URLs and again only when the setting changes. */
    List<WechatApi> apis() {
        List<URI> urls = settings.wechatUrls();
        List<WechatApi> all = (hosts.urls().equals(urls) ? hosts : changed(urls)).apis();
        Favourite best = favourite;
        if (best == null || best.until().isBefore(clock.instant())) {
            return all;
        }
        return all.stream()
                .sorted(Comparator.comparing(host -> host != best.host()))
                .toList();
    }

    /** Asks this host first for a while. */
    void prefer(WechatApi host) {
        favourite = new Favourite(host, clock.instant().plus(PREFERENCE));
    }

    /**
     * Makes a call, once.
     *
     * @param time after which the call is broken off, wherever it stands
     * @param signature null if the call goes out plain
     * @throws ProcessingException if no answer came; its cause names host and port at most, but its own message may quote the
     *     URL and the secret in it
     */
    byte[] ask(WechatApi host, Duration time, @Nullable ApiSignature signature, Function<WechatApi, byte[]> call) {
        return wire().within(time, signature, () -> call.apply(host));
    }

    /** How far WeChat's clock was ahead of ours at its last answer, to the second; null if no answer has said. */
    @Nullable
    Duration clockAhead() {
        return wire().clockAhead();
    }

    private synchronized Hosts changed(List<URI> urls) {
        if (!hosts.urls().equals(urls)) {
            hosts = new Hosts(urls, urls.stream().map(this::client).toList());
        }
        return hosts;
    }

    private WechatApi client(URI url) {
        return RestClientBuilder.newBuilder().baseUri(url).register(wire()).build(WechatApi.class);
    }

    private synchronized WechatWire wire() {
        if (wire == null) {
            wire = new WechatWire(settings, clock, threads);
        }
        return wire;
    }

    @PreDestroy
    void hangUp() {
        if (wire != null) {
            wire.close();
        }
    }
}
