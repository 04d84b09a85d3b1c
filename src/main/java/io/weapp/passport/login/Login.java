package io.weapp.passport.login;

import io.weapp.passport.app.MiniApp;
import io.weapp.passport.app.MiniApps;
import io.weapp.passport.audit.Audit;
import io.weapp.passport.audit.AuditEntry;
import io.weapp.passport.audit.AuditType;
import io.weapp.passport.limit.Rate;
import io.weapp.passport.limit.RateLimits;
import io.weapp.passport.problem.Problem;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.session.LoginSessions;
import io.weapp.passport.session.OpenedSession;
import io.weapp.passport.settings.Settings;
import io.weapp.passport.store.Collision;
import io.weapp.passport.token.TokenIssuer;
import io.weapp.passport.user.WechatProfile;
import io.weapp.passport.vault.Vault;
import io.weapp.passport.wechat.OpenData;
import io.weapp.passport.wechat.Wechat;
import io.weapp.passport.wechat.WechatSession;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns a code of {@code wx.login} into a login state. */
@ApplicationScoped
public class Login {

    @Inject
    MiniApps apps;

    @Inject
    RateLimits limits;

    @Inject
    Vault vault;

    @Inject
    Wechat wechat;

    @Inject
    LoginSessions sessions;

    @Inject
    LoginAttempts attempts;

    @Inject
    TokenIssuer tokens;

    @Inject
    Audit audit;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /**
     * Logs in whoever WeChat says the code belongs to.
     *
     * @param attempt what the session is noted under, so that the same request finds it again
     * @throws ProblemException for whatever stands between this code and a login
     */
    public LoginView with(LoginRequest request, @Nullable Attempt attempt) {
        try {
            return loggedIn(request, attempt);
        } catch (ProblemException e) {
            Problem.WechatAnswer wechatSaid = e.problem().wechat();
            boolean appKnown = !e.problem().code().equals(ProblemType.APP_UNKNOWN.code());
            audit.recordRefusal(AuditEntry.of(AuditType.LOGIN_REFUSED)
                    .app(appKnown ? request.appId() : null)
                    .because(e.problem().code(), wechatSaid == null ? null : wechatSaid.rid()));
            throw e;
        }
    }

    private LoginView loggedIn(LoginRequest request, @Nullable Attempt attempt) {
        MiniApp app = apps.enabled(request.appId());
        limits.count(Rate.APP_LOGIN, app.appId());
        WechatSession proof = wechat.exchange(app.appId(), app.secret(vault), app.secretProven(), request.code());
        if (!app.secretProven()) {
            apps.secretProven(app.appId());
        }
        List<String> warnings = new ArrayList<>();
        WechatProfile profile = profileIn(request, proof, warnings);
        // Of several first logins of one person one creates the user; the others come again and find it.
        OpenedSession opened = Collision.survived(
                () -> attempts.finishedBy(attempt, () -> sessions.open(app.appId(), proof, profile, request.device())));
        return LoginView.of(opened, tokens, warnings);
    }

    private @Nullable WechatProfile profileIn(LoginRequest request, WechatSession proof, List<String> warnings) {
        LoginRequest.UserInfo userInfo = request.userInfo();
        if (userInfo == null) {
            return null;
        }
        try {
            JsonObject profile = OpenData.of(userInfo.encryptedData(), userInfo.iv())
                    .openedWith(List.of(proof.sessionKey()))
                    .requireSignature(userInfo.rawData(), userInfo.signature())
                    .requireOwner(request.appId(), proof.openId())
                    .requireAge(settings.openDataMaxAge(), clock.instant())
                    .json();
            return WechatProfile.of(profile);
        } catch (ProblemException e) {
            warnings.add(e.problem().code());
            return null;
        }
    }
}
