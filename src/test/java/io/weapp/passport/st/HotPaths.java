package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weapp.passport.avatar.Drawn;
import io.weapp.passport.st.LoginSystem.LoggedIn;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/** Every kind of request once, so that the database sees every kind of statement; all must succeed. */
final class HotPaths {

    private final PassportServer server;
    private final LoginSystem login;
    private final AdminSystem admin;
    private final WechatSystem wechat = TestBed.wechat();
    private final UserInfoSystem info;
    private final String user = "hot-" + UUID.randomUUID();

    HotPaths(PassportServer server) {
        this.server = server;
        this.login = new LoginSystem(server.base());
        this.info = new UserInfoSystem(login);
        this.admin = AdminSystem.of(login, TestBed.OPERATOR, TestBed.operatorPassword());
    }

    /** @param rareApp an app with few users among many */
    void walk(String rareApp) {
        loginState();
        userInfo();
        push();
        services();
        unionIds();
        userPages(rareApp);
        otherPages(rareApp);
        operators();
        rights();
    }

    private void loginState() {
        LoggedIn first = login.loggedIn(user);
        LoggedIn again = login.loggedIn(user);
        String code = wechat.loginCodeOf(user);
        good(login.loginOnce(code, "key-of-" + user));
        good(login.loginOnce(code, "key-of-" + user));
        LoggedIn next = login.refreshed(first);
        login.refreshed(first);
        login.refreshed(next);
        assertThat(login.lets(first)).isTrue();
        good(login.get("/api/v1/sessions", first.accessToken()));
        good(login.delete("/api/v1/sessions/" + again.sessionId(), first.accessToken()));
        good(login.delete("/api/v1/sessions", first.accessToken()));
        good(login.logout(first.accessToken()));
        admin.changeApp(WechatSystem.DEMO_APP, "{\"policy\":{\"maxSessions\":2}}");
        for (int i = 0; i < 4; i++) {
            login.loggedIn(user);
        }
        admin.changeApp(WechatSystem.DEMO_APP, "{\"policy\":{\"maxSessions\":null}}");
    }

    private void userInfo() {
        LoggedIn me = login.loggedIn(user);
        good(info.rename(me, "小明 😀"));
        assertThat(info.profile(me).text("nickname")).isEqualTo("小明 😀");
        good(info.agree(me, "privacy", "1"));
        good(login.get("/api/v1/me/consents", me.accessToken()));
        info.givePhone(me, wechat.phoneCodeOf(user));
        good(info.phone(me));
        good(info.phoneByData(me, wechat.phoneDataOf(user)));
        good(info.openData(me, wechat.openDataOf(user, "{\"n\":1}")));
        good(info.signature(me, "data"));
        good(info.keyState(me));
        wechat.nameUser(user, "Hot", "https://example.com/hot.png");
        good(info.show(me, wechat.userInfoOf(user)));
        Answer avatar = new AvatarSystem(login).upload(me, Drawn.unique());
        good(avatar);
        assertThat(AvatarSystem.fetch(avatar.text("avatarUrl")).statusCode()).isEqualTo(200);
        good(new AvatarSystem(login).upload(me, Drawn.unique()));
        good(info.removePhone(me));
    }

    private void push() {
        PushSystem push = PushSystem.at(server).configured("safe", "json");
        LoggedIn me = push.namedUser(user);
        push.givePhone(me, user);
        push.wechat().revoke(user, "6");
        push.wechat().revoke(user, "8");
        push.wechat().closeAccount(user);
        push.awaitDone(3);
        admin.changeApp(push.appId(), "{\"enabled\":false}");
    }

    private void services() {
        LoggedIn me = login.loggedIn(user);
        OauthSystem oauth = OauthSystem.of(login, new Database(server.databaseUrl()));
        OauthSystem.Client client = oauth.registered("users:read phone:read wechat-token:read");
        String service = oauth.accessToken(client);
        good(oauth.introspect(client, me.accessToken()));
        good(login.get("/api/v1/users/" + me.userId(), service));
        String openId = wechat.openIdOf(user);
        good(login.get("/api/v1/users?appId=" + WechatSystem.DEMO_APP + "&openId=" + openId, service));
        good(login.get("/api/v1/apps/" + WechatSystem.DEMO_APP + "/wechat-token", service));
        good(oauth.revoke(client, service));
    }

    /** One person in two apps of one platform. */
    private void unionIds() {
        String platform = "platform-" + UUID.randomUUID();
        for (int i = 0; i < 2; i++) {
            NewApp app = NewApp.registered(admin);
            wechat.bindToOpenPlatform(app.appId(), platform);
            admin.changeApp(app.appId(), "{\"openPlatform\":\"" + platform + "\"}");
            good(app.login(login, user));
            good(app.login(login, user));
            good(admin.get("/apps/" + app.appId() + "/doctor"));
        }
        good(admin.get("/conflicts"));
    }

    private void userPages(String rareApp) {
        String deep = deep();
        good(admin.get("/users"));
        good(admin.get("/users?cursor=" + deep));
        for (String app : List.of(WechatSystem.DEMO_APP, rareApp)) {
            good(admin.get("/users?appId=" + app));
            good(admin.get("/users?cursor=" + deep + "&appId=" + app));
            good(admin.get("/users?nickname=nick%20aa&appId=" + app));
        }
        good(admin.get("/users?nickname=nick%20aa"));
        good(admin.get("/users?nickname=nobody"));
        good(admin.get("/users?phone=13800138000"));
        good(admin.get("/users?openId=" + wechat.openIdOf(user)));
    }

    private void otherPages(String rareApp) {
        String deep = deep();
        LoggedIn me = login.loggedIn(user);
        for (String path : List.of("/sessions", "/audit")) {
            good(admin.get(path));
            good(admin.get(path + "?cursor=" + deep));
            good(admin.get(path + "?userId=" + me.userId()));
            for (String app : List.of(WechatSystem.DEMO_APP, rareApp)) {
                good(admin.get(path + "?appId=" + app));
                good(admin.get(path + "?cursor=" + deep + "&appId=" + app));
            }
        }
        Instant middle = Instant.now().minus(100, ChronoUnit.DAYS);
        good(admin.get("/audit?from=" + middle.minus(1, ChronoUnit.DAYS) + "&to=" + middle));
        good(admin.get("/audit?to=" + middle));
        good(admin.get("/audit?type=refresh_token_reused"));
        good(admin.get("/audit?type=refresh_token_reused&cursor=" + deep));
        good(admin.get("/audit?type=login&userId=" + me.userId()));
        good(admin.get("/conflicts?cursor=" + deep));
        await().until(() -> admin.get("/audit/verify").status() == 200);
    }

    private void operators() {
        LoggedIn me = login.loggedIn(user);
        assertThat(AdminSystem.login(login, TestBed.OPERATOR, "not the password")
                        .status())
                .isEqualTo(401);
        good(admin.get("/operators"));
        good(admin.get("/clients"));
        good(admin.get("/keys"));
        good(admin.post("/keys/rotate"));
        good(admin.get("/users/" + me.userId()));
        good(admin.delete("/sessions/" + me.sessionId()));
        good(admin.delete("/users/" + me.userId() + "/sessions"));
        good(admin.post("/users/" + me.userId() + "/disable"));
        good(admin.post("/users/" + me.userId() + "/enable"));
    }

    private void rights() {
        LoggedIn me = login.loggedIn(user);
        good(info.export(me));
        good(admin.get("/users/" + me.userId() + "/export"));
        good(info.erase(me));
        good(admin.delete("/users/" + login.loggedIn(user).userId()));
    }

    /** A place in the middle of a long list. */
    private static String deep() {
        return Instant.now().minus(100, ChronoUnit.DAYS).toEpochMilli() + "_0";
    }

    private static void good(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
    }
}
