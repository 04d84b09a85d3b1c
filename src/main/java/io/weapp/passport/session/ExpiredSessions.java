package io.weapp.passport.session;

import io.weapp.passport.app.MiniApp;
import io.weapp.passport.app.MiniApps;
import io.weapp.passport.housekeeping.Chore;
import io.weapp.passport.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/** The sessions whose time is over: they are ended, kept for those who ask what happened, and deleted. */
@ApplicationScoped
public class ExpiredSessions implements Chore {

    private static final Duration KEPT = Duration.ofDays(30);

    @Inject
    Endings endings;

    @Inject
    MiniApps apps;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    @Override
    public boolean work() {
        boolean more = endings.someOutlived();
        for (MiniApp app : apps.all()) {
            more |= app.enabled()
                    ? endings.someUnused(
                            app.appId(), clock.instant().minus(app.policy().sessionIdle(settings)))
                    // What a login left behind that was under way while its app was disabled.
                    : endings.someOfApp(app.appId(), EndReason.APP_DISABLED);
        }
        return more | endings.forgetSome(clock.instant().minus(KEPT));
    }
}
