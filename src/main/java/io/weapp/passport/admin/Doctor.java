package io.weapp.passport.admin;

import static io.weapp.passport.admin.DoctorView.State.FAIL;
import static io.weapp.passport.admin.DoctorView.State.WARN;

import io.weapp.passport.admin.DoctorView.Check;
import io.weapp.passport.app.MiniApp;
import io.weapp.passport.app.MiniApps;
import io.weapp.passport.app.TokenMode;
import io.weapp.passport.problem.Problem;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.user.UnionIds;
import io.weapp.passport.vault.Vault;
import io.weapp.passport.wechat.Wechat;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks at everything between an app and a login that goes well. Changes nothing; takes as long as WeChat and we may answer. */
@ApplicationScoped
public class Doctor {

    private static final Set<Integer> SECRET = Set.of(40001, 40013, 40125, 41002, 41004);
    private static final Set<Integer> FROZEN = Set.of(40243, 50004, 50007);
    private static final Set<Integer> ADDRESS = Set.of(40164, 89501, 89503, 89506, 89507);

    private static final Duration TOLERATED_SKEW = Duration.ofSeconds(10);

    /** What WeChat tolerates in a signature of ours. */
    private static final Duration FATAL_SKEW = Duration.ofMinutes(5);

    @Inject
    MiniApps apps;

    @Inject
    Vault vault;

    @Inject
    Wechat wechat;

    @Inject
    UnionIds unionIds;

    @Inject
    PushProbe pushProbe;

    /**
     * Examines an app, enabled or not.
     *
     * @throws ProblemException {@code not_found}
     */
    public DoctorView examine(String appId) {
        MiniApp app = apps.registered(appId);
        List<Check> checks = new ArrayList<>(credentials(app));
        checks.add(tokenMode(app));
        checks.add(clock());
        checks.add(pushProbe.check(app));
        checks.add(openPlatform(app));
        return new DoctorView(checks);
    }

    private List<Check> credentials(MiniApp app) {
        try {
            wechat.stableToken(app.appId(), app.secret(vault));
            return List.of(
                    Check.ok("secret", "WeChat accepts AppID and AppSecret."),
                    Check.ok("frozen", "The AppSecret is not frozen."),
                    Check.ok("ipWhitelist", "WeChat accepts calls from our address."));
        } catch (ProblemException e) {
            return List.of(
                    refused("secret", SECRET, e), refused("frozen", FROZEN, e), refused("ipWhitelist", ADDRESS, e));
        }
    }

    private static Check refused(String name, Set<Integer> errcodes, ProblemException e) {
        Problem.WechatAnswer said = e.problem().wechat();
        boolean guilty = said != null && errcodes.contains(said.errcode());
        return guilty
                ? Check.of(
                                name,
                                FAIL,
                                "WeChat refuses to give a token.",
                                e.problem().detail())
                        .said(said)
                : Check.of(
                                name,
                                WARN,
                                "Nobody knows, because WeChat gave no token.",
                                e.problem().detail())
                        .said(said);
    }

    private static Check tokenMode(MiniApp app) {
        return app.policy().tokenMode() == TokenMode.STABLE
                ? Check.ok("tokenMode", "Stable: nobody else can retire our WeChat token.")
                : Check.of(
                        "tokenMode",
                        WARN,
                        "Classic: every other system that fetches a token for this app retires ours.",
                        "Set policy.tokenMode to stable, unless another system takes its token from here.");
    }

    private Check clock() {
        @Nullable Duration ahead = wechat.clockAhead();
        if (ahead == null) {
            return Check.of(
                    "clock", WARN, "WeChat has not told what time it is.", "Examine again once WeChat answers.");
        }
        if (ahead.abs().compareTo(TOLERATED_SKEW) <= 0) {
            return Check.ok("clock", "Our clock and WeChat's agree.");
        }
        return Check.of(
                "clock",
                ahead.abs().compareTo(FATAL_SKEW) < 0 ? WARN : FAIL,
                "Our clock is " + ahead.abs().toSeconds() + " seconds " + (ahead.isNegative() ? "ahead of" : "behind")
                        + " WeChat's.",
                "Set the clock of this machine by NTP.");
    }

    private Check openPlatform(MiniApp app) {
        boolean told = unionIds.toldTo(app.appId());
        if (app.openPlatform() == null) {
            return told
                    ? Check.of(
                            "openPlatform",
                            WARN,
                            "WeChat tells unionIds, but the app has no openPlatform label.",
                            "Give all apps of the same Open Platform account the same openPlatform.")
                    : Check.ok("openPlatform", "The app stands alone: no label, no unionIds.");
        }
        return told
                ? Check.ok("openPlatform", "WeChat tells unionIds.")
                : Check.of(
                        "openPlatform",
                        WARN,
                        "The app has an openPlatform label, but WeChat has not told a unionId yet.",
                        "Bind the app to the account at open.weixin.qq.com, then log in once.");
    }
}
