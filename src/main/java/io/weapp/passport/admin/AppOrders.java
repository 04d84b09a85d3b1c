package io.weapp.passport.admin;

import io.weapp.passport.app.AppForm;
import io.weapp.passport.app.AppView;
import io.weapp.passport.app.MiniApps;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.session.EndReason;
import io.weapp.passport.session.LoginSessions;
import io.weapp.passport.wechat.Wechat;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What operators order about apps beyond the row itself: sessions end along with an app, and WeChat judges a new secret. */
@ApplicationScoped
public class AppOrders {

    @Inject
    MiniApps apps;

    @Inject
    LoginSessions sessions;

    @Inject
    Wechat wechat;

    /** Once an app is disabled all its sessions end; should that be cut short, housekeeping ends the rest. */
    public AppView change(String appId, AppForm form, String actor) {
        AppView changed = apps.change(appId, form, actor);
        if (!changed.enabled()) {
            sessions.endAllOfApp(appId, EndReason.APP_DISABLED);
        }
        return changed;
    }

    /**
     * Replaces an app's secret by one that WeChat accepts.
     *
     * @throws ProblemException with what WeChat said; nothing has changed then
     */
    public void changeSecret(String appId, AppForm form, String actor) {
        String secret = apps.newSecret(appId, form);
        wechat.stableToken(appId, secret);
        apps.replaceSecret(appId, secret, actor);
    }
}
