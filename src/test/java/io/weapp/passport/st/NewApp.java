package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.util.Map;
import java.util.UUID;

/** A mini program that WeChat and the service have just come to know, so that nothing of another test clings to it. */
record NewApp(String appId, String secret) {

    static NewApp registered(AdminSystem admin) {
        return registered(admin, "stable");
    }

    static NewApp registered(AdminSystem admin, String tokenMode) {
        String random = UUID.randomUUID().toString().replace("-", "");
        NewApp app = new NewApp("wx" + random.substring(0, 16), "secret-of-" + random);
        TestBed.wechat().registerApp(app.appId, app.secret, null);
        Answer answer = admin.post(
                "/apps",
                Json.createObjectBuilder()
                        .add("appId", app.appId)
                        .add("name", "new")
                        .add("secret", app.secret)
                        .add("policy", Json.createObjectBuilder().add("tokenMode", tokenMode)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return app;
    }

    /** WeChat as this app sees it. */
    WechatSystem wechat() {
        return TestBed.wechat().of(appId);
    }

    String tokenPath() {
        return "/api/v1/apps/" + appId + "/wechat-token";
    }

    Answer login(LoginSystem login, String user) {
        return login.login(appId, wechat().loginCodeOf(user), Map.of());
    }
}
