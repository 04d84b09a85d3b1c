package io.weapp.passport.wechatsim;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The registered mini programs, and who may act in their name. */
final class Apps {
    private final Clock clock;
    private final Map<String, App> apps = new HashMap<>();
    private final Map<String, Integer> callsThisMinute = new HashMap<>();
    private Instant minute = Instant.EPOCH;

    Apps(Clock clock) {
        this.clock = clock;
        put(App.DEMO);
        put(App.SECOND_DEMO);
    }

    void put(App app) {
        apps.put(app.appId(), app);
    }

    @Nullable
    App find(String appId) {
        return apps.get(appId);
    }

    App get(String appId) {
        App app = find(appId);
        if (app == null) {
            throw new IllegalArgumentException("unknown app " + appId);
        }
        return app;
    }

    App admit(String appId, String secret, String clientIp, Errcode wrongSecret) {
        App app = find(appId);
        if (app == null) {
            throw new Refusal(Errcode.INVALID_APPID);
        }
        if (!app.secret().equals(secret)) {
            throw new Refusal(wrongSecret);
        }
        if (app.frozen()) {
            throw new Refusal(Errcode.APPSECRET_FROZEN);
        }
        if (!app.ipWhitelist().admits(clientIp)) {
            throw new Refusal(
                    Errcode.IP_NOT_IN_WHITELIST,
                    Errcode.IP_NOT_IN_WHITELIST.text().formatted(clientIp));
        }
        return app;
    }

    void countAgainstQuota(App app) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        if (!now.equals(minute)) {
            minute = now;
            callsThisMinute.clear();
        }
        int calls = callsThisMinute.merge(app.appId(), 1, Integer::sum);
        Integer quota = app.minuteQuota();
        if (quota != null && calls > quota) {
            throw new Refusal(Errcode.MINUTE_QUOTA);
        }
    }
}
