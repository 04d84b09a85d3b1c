package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weapp.passport.st.LoginSystem.LoggedIn;
import io.weapp.passport.st.WechatSystem.PushRequest;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** An app that WeChat pushes to: known to the simulated WeChat and registered at a server. */
final class PushSystem {

    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String TOKEN = "PushToken1";
    private static final String AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

    private final PassportServer server;
    private final AdminSystem admin;
    private final LoginSystem login;
    private final Database database;
    private final String appId =
            "wx" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    private final WechatSystem wechat = TestBed.wechat().of(appId);

    private PushSystem(PassportServer server) {
        this.server = server;
        this.login = new LoginSystem(server.base());
        this.database = new Database(server.databaseUrl());
        this.admin = AdminSystem.of(login, TestBed.OPERATOR, TestBed.operatorPassword());
    }

    /** A new app without push settings. */
    static PushSystem at(PassportServer server) {
        PushSystem push = new PushSystem(server);
        push.wechat.registerApp(push.appId, "push-secret-0123456789abcdef0123", null);
        push.admin.registerApp(push.appId, "push-secret-0123456789abcdef0123");
        return push;
    }

    String appId() {
        return appId;
    }

    WechatSystem wechat() {
        return wechat;
    }

    /** An operator enters the settings here and in WeChat's console. */
    PushSystem configured(String mode, String format) {
        admin.changeApp(
                appId,
                Json.createObjectBuilder()
                        .add(
                                "push",
                                Json.createObjectBuilder()
                                        .add("token", TOKEN)
                                        .add("aesKey", AES_KEY)
                                        .add("mode", mode)
                                        .add("format", format))
                        .build()
                        .toString());
        return atWechat(mode, format);
    }

    /** The settings in WeChat's console only. */
    PushSystem atWechat(String mode, String format) {
        wechat.pushTo(URI.create(server.base() + path()), TOKEN, AES_KEY, mode, format);
        return this;
    }

    String path() {
        return "/api/v1/wechat/" + appId + "/push";
    }

    /** A user with nickname and avatar. */
    LoggedIn namedUser(String user) {
        wechat.nameUser(user, "Nick of " + user, "https://example.com/" + user + ".png");
        WechatSystem.UserInfo info = wechat.userInfoOf(user);
        String code = wechat.loginCodeOf(user);
        LoggedIn me = LoggedIn.from(login.login(
                Json.createObjectBuilder()
                        .add("appId", appId)
                        .add("code", code)
                        .add(
                                "userInfo",
                                Json.createObjectBuilder()
                                        .add("rawData", info.rawData())
                                        .add("signature", info.signature())
                                        .add("encryptedData", info.encryptedData())
                                        .add("iv", info.iv())),
                Map.of()));
        assertThat(profile(me)).containsKeys("nickname", "avatarUrl");
        return me;
    }

    JsonObject profile(LoggedIn user) {
        Answer answer = login.get("/api/v1/me", user.accessToken());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    /** The user gives the phone number of the WeChat account. */
    void givePhone(LoggedIn user, String wechatUser) {
        String code = Json.createObjectBuilder()
                .add("code", wechat.phoneCodeOf(wechatUser))
                .build()
                .toString();
        Answer answer = login.post("/api/v1/me/phone", code, LoginSystem.bearer(user.accessToken()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(profile(user)).containsKey("phone");
    }

    boolean lets(LoggedIn user) {
        return login.lets(user);
    }

    /** Sends a push that the simulator has written. */
    Answer send(PushRequest push) {
        return send(push, push.body(), Map.of("Content-Type", push.contentType()));
    }

    Answer send(PushRequest push, String body, Map<String, String> headers) {
        return send(push.url().getRawQuery(), body, headers);
    }

    Answer send(String query, String body, Map<String, String> headers) {
        return login.send("POST", path() + "?" + query, BodyPublishers.ofString(body, StandardCharsets.UTF_8), headers);
    }

    Answer get(String query) {
        return login.get(path() + "?" + query);
    }

    long stored() {
        return database.number("select count(*) from push_event where app_id = ?", appId);
    }

    long count(String state) {
        return database.number("select count(*) from push_event where app_id = ? and state = ?", appId, state);
    }

    void awaitDone(long events) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(count("DONE")).isEqualTo(events));
        assertThat(stored()).isEqualTo(events);
    }

    /** What is recorded of a user's demands, for example {@code user_authorization_revoke:6}. */
    long obeyed(LoggedIn user, String what) {
        return database.number(
                "select count(*) from audit_event where event_type = 'push_obeyed' and user_id = ? and app_id = ?"
                        + " and reason = ?",
                user.userId(),
                appId,
                what);
    }
}
