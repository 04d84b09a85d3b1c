package io.weapp.passport.st;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** WeChat as a system test sees it: its people, the codes they get, and the trouble it can make. */
public final class WechatSystem {
    public static final String DEMO_APP = "wx0000000000demo01";
    public static final String DEMO_SECRET = "demo-secret-0123456789abcdef0123";
    public static final String SECOND_APP = "wx0000000000demo02";
    public static final String SECOND_SECRET = "demo-secret-fedcba98765432100002";

    public static final String CODE_TO_SESSION = "/sns/jscode2session";
    public static final String TOKEN = "/cgi-bin/token";
    public static final String STABLE_TOKEN = "/cgi-bin/stable_token";
    public static final String CHECK_SESSION = "/wxa/checksession";
    public static final String RESET_SESSION_KEY = "/wxa/resetusersessionkey";
    public static final String MSG_SEC_CHECK = "/wxa/msg_sec_check";
    public static final String MEDIA_CHECK_ASYNC = "/wxa/media_check_async";
    public static final String PHONE_NUMBER = "/wxa/business/getuserphonenumber";

    public static final String PAID_UNION_ID = "/wxa/getpaidunionid";
    public static final String PLUGIN_OPENPID = "/wxa/getpluginopenpid";
    public static final String RISK_RANK = "/wxa/getuserriskrank";

    private final WechatControl control;
    private final @Nullable String app;

    /** Works on the demo app; its faults and counters concern every app. */
    public WechatSystem(URI uri) {
        this(new WechatControl(uri), null);
    }

    private WechatSystem(WechatControl control, @Nullable String app) {
        this.control = control;
        this.app = app;
    }

    /** The same WeChat, seen by one app: every verb and every fault concerns that app only. */
    public WechatSystem of(String appId) {
        return new WechatSystem(control, appId);
    }

    // Apps and users

    public void registerApp(String appId, String secret, @Nullable String openPlatformId) {
        Object platform = openPlatformId == null ? JsonValue.NULL : openPlatformId;
        control.order("apps", Map.of("appId", appId, "secret", secret, "openPlatformId", platform));
    }

    public void changeSecret(String appId, String secret) {
        control.order("apps", Map.of("appId", appId, "secret", secret));
    }

    public void freeze(String appId) {
        control.order("apps", Map.of("appId", appId, "frozen", true));
    }

    public void unfreeze(String appId) {
        control.order("apps", Map.of("appId", appId, "frozen", false));
    }

    /** No address at all switches the whitelist off. */
    public void allowOnly(String appId, String... addresses) {
        control.order("apps", Map.of("appId", appId, "ipWhitelist", List.of(addresses)));
    }

    public void bindToOpenPlatform(String appId, String openPlatformId) {
        control.order("apps", Map.of("appId", appId, "openPlatformId", openPlatformId));
    }

    public void limitLoginsPerMinute(String appId, int quota) {
        control.order("apps", Map.of("appId", appId, "minuteQuota", quota));
    }

    public void liftLoginLimit(String appId) {
        control.order("apps", Map.of("appId", appId, "minuteQuota", JsonValue.NULL));
    }

    /** From now on the app's calls must be signed and encrypted; the answers are so if {@code signs}. */
    public ApiKey requireSignature(String publicKey, String symmetricKey, String symmetricKeySn, boolean signs) {
        JsonObject key = control.order(
                "api-security",
                onApp(),
                Map.of(
                        "publicKey",
                        publicKey,
                        "symmetricKey",
                        symmetricKey,
                        "symmetricKeySn",
                        symmetricKeySn,
                        "signs",
                        signs));
        return new ApiKey(key.getString("publicKey"), key.getString("serial"));
    }

    public void block(String user) {
        control.order("users", Map.of("user", user, "blocked", true));
    }

    public void unblock(String user) {
        control.order("users", Map.of("user", user, "blocked", false));
    }

    public void hideUnionIdOf(String user) {
        control.order("users", Map.of("user", user, "unionId", "none"));
    }

    public void showUnionIdOf(String user) {
        control.order("users", Map.of("user", user, "unionId", "derived"));
    }

    public void changeUnionIdOf(String user, String unionId) {
        control.order("users", Map.of("user", user, "unionId", unionId));
    }

    public void changePhoneOf(String user, String countryCode, String phone) {
        control.order("users", Map.of("user", user, "countryCode", countryCode, "phone", phone));
    }

    /** Takes the user out of anonymity. */
    public void nameUser(String user, String nickName, String avatarUrl) {
        control.order("users", Map.of("user", user, "nickName", nickName, "avatarUrl", avatarUrl));
    }

    /** The number without its country code. */
    public String phoneOf(String user) {
        return control.order("users", Map.of("user", user)).getString("phone");
    }

    /** The user pays something in the mini program. */
    public Payment payBy(String user) {
        JsonObject payment = control.order("payments", onUser(user));
        return new Payment(
                payment.getString("transactionId"), payment.getString("mchId"), payment.getString("outTradeNo"));
    }

    /** What WeChat thinks of the user, from 0 to 4. */
    public void rankRiskOf(String user, int rank) {
        control.order("risk-ranks", onUser(user), Map.of("rank", rank));
    }

    // Codes

    public String loginCodeOf(String user) {
        return code(user, Map.of("kind", "login"));
    }

    public String loginCodeOf(String user, String appId) {
        return of(appId).loginCodeOf(user);
    }

    public String expiredLoginCodeOf(String user) {
        return code(user, Map.of("kind", "login", "expired", true));
    }

    public String phoneCodeOf(String user) {
        return code(user, Map.of("kind", "phone"));
    }

    public String expiredPhoneCodeOf(String user) {
        return code(user, Map.of("kind", "phone", "expired", true));
    }

    public String pluginCodeOf(String user) {
        return code(user, Map.of("kind", "plugin"));
    }

    // What WeChat and the user's phone know

    public String openIdOf(String user) {
        return identityOf(user).openId();
    }

    public @Nullable String unionIdOf(String user) {
        return identityOf(user).unionId();
    }

    /** The key itself, for a test that looks for leaks of it. */
    public String sessionKeyOf(String user) {
        return identityOf(user).sessionKey();
    }

    /** Every session key that WeChat has given out, for a test that looks for leaks. */
    public List<String> allSessionKeys() {
        return control.ask("session-keys", Map.of()).getJsonArray("issued").getValuesAs(JsonString::getString);
    }

    public Identity identityOf(String user) {
        JsonObject identity = control.ask("identity", onUser(user));
        return new Identity(
                identity.getString("openId"),
                identity.getString("unionId", null),
                identity.getString("sessionKey"),
                identity.getString("previousSessionKey", null));
    }

    /** Returns the new key. */
    public String rotateSessionKeyOf(String user) {
        return control.order("session-key", onUser(user)).getString("sessionKey");
    }

    public UserInfo userInfoOf(String user) {
        return userInfo("user-info", user, Making.NOW);
    }

    public UserInfo userInfoOf(String user, Making making) {
        return userInfo("user-info", user, making);
    }

    public UserInfo userProfileOf(String user) {
        return userInfo("user-profile", user, Making.NOW);
    }

    public UserInfo userProfileOf(String user, Making making) {
        return userInfo("user-profile", user, making);
    }

    public OpenData phoneDataOf(String user) {
        return phoneDataOf(user, Making.NOW);
    }

    public OpenData phoneDataOf(String user, Making making) {
        return openData(control.order("phone-data", onUser(user), making.fields()));
    }

    /** Encrypts a JSON object, to which WeChat adds its watermark. */
    public OpenData openDataOf(String user, String json) {
        return openDataOf(user, json, Making.NOW);
    }

    public OpenData openDataOf(String user, String json, Making making) {
        return openData(
                control.order("open-data", onUser(user), making.fields(), Map.of("data", WechatControl.parsed(json))));
    }

    // What WeChat thinks of texts and pictures

    /** Of every text that contains {@code part}: pass, review or risky. */
    public void think(String part, String suggest) {
        control.order("content", Map.of("content", part, "suggest", suggest));
    }

    /** The pictures WeChat was asked about, in this order: what it calls each by its address. */
    public Map<String, String> mediaChecks() {
        Map<String, String> traces = new LinkedHashMap<>();
        control.ask("media-checks", Map.of())
                .getJsonArray("checks")
                .getValuesAs(JsonObject.class)
                .forEach(check -> traces.put(check.getString("mediaUrl"), check.getString("traceId")));
        return traces;
    }

    // Pushes

    /** What an operator enters in WeChat's console for this app. */
    public void pushTo(URI address, String token, String aesKey, String mode, String format) {
        control.order(
                "push-settings",
                onApp(),
                Map.of("url", address.toString(), "token", token, "aesKey", aesKey, "mode", mode, "format", format));
    }

    /** Lets WeChat ask the address for an echo; returns what it answered. */
    public String checkPushAddress(String echostr) {
        return control.order("push-check", onApp(), Map.of("echostr", echostr)).getString("body");
    }

    /** Sends an event about a user; returns what was answered, one entry for every time it was sent. */
    public List<PushAnswer> push(String user, Map<String, ?> event) {
        return pushed(control.order("push", onUser(user), Map.of("event", event)));
    }

    public List<PushAnswer> push(Map<String, ?> event) {
        return pushed(control.order("push", onApp(), Map.of("event", event)));
    }

    public List<PushAnswer> revoke(String user, String revokeInfo) {
        return push(user, Map.of("Event", "user_authorization_revoke", "RevokeInfo", revokeInfo));
    }

    public List<PushAnswer> modifyInfo(String user) {
        return push(user, Map.of("Event", "user_info_modified"));
    }

    public List<PushAnswer> closeAccount(String user) {
        return push(user, Map.of("Event", "user_authorization_cancellation"));
    }

    /** The result of {@code media_check_async}. */
    public List<PushAnswer> judgeMedia(String traceId, String suggest, int label) {
        return push(mediaCheck(traceId, suggest, label));
    }

    /** Writes an event as WeChat would send it. */
    public PushRequest pushRequest(String user, Map<String, ?> event) {
        return pushRequest(control.order("push-request", onUser(user), Map.of("event", event)));
    }

    /** The same for any text instead of an event. */
    public PushRequest pushRequest(String message) {
        return pushRequest(control.order("push-request", onApp(), Map.of("message", message)));
    }

    private static PushRequest pushRequest(JsonObject request) {
        return new PushRequest(
                URI.create(request.getString("url")), request.getString("contentType"), request.getString("body"));
    }

    private static List<PushAnswer> pushed(JsonObject outcome) {
        return outcome.getJsonArray("answers").getValuesAs(JsonObject.class).stream()
                .map(answer ->
                        new PushAnswer(answer.getInt("status"), answer.getString("body", ""), answer.getInt("tries")))
                .toList();
    }

    private static Map<String, ?> mediaCheck(String traceId, String suggest, int label) {
        return Map.of(
                "Event",
                "wxa_media_check",
                "trace_id",
                traceId,
                "version",
                2,
                "errcode",
                0,
                "errmsg",
                "ok",
                "result",
                Map.of("suggest", suggest, "label", label),
                "detail",
                List.of(Map.of("strategy", "content_model", "errcode", 0, "suggest", suggest, "label", label)));
    }

    // Trouble

    public void failNext(String api, int errcode, int times) {
        fault("errcode", api, Map.of("errcode", errcode, "times", times));
    }

    public void failNext(String api, int errcode, String errmsg, int times) {
        fault("errcode", api, Map.of("errcode", errcode, "errmsg", errmsg, "times", times));
    }

    public void failUntilHealed(String api, int errcode) {
        fault("errcode", api, Map.of("errcode", errcode));
    }

    public void delay(String api, Duration time) {
        fault("delay", api, Map.of("millis", time.toMillis()));
    }

    public void delay(String api, Duration time, int times) {
        fault("delay", api, Map.of("millis", time.toMillis(), "times", times));
    }

    /** The answer comes letter by letter, with a pause after each. */
    public void drip(String api, Duration pause, int times) {
        fault("drip", api, Map.of("millis", pause.toMillis(), "times", times));
    }

    public void cutBeforeWork(String api, int times) {
        fault("cut-before-work", api, Map.of("times", times));
    }

    public void loseReply(String api, int times) {
        fault("lost-reply", api, Map.of("times", times));
    }

    public void lie(String api, int status, String contentType, String body, int times) {
        fault("lie", api, Map.of("status", status, "contentType", contentType, "body", body, "times", times));
    }

    /** Answers with as many letters, for bodies of megabytes. */
    public void lieAtLength(String api, int letters, int times) {
        fault("lie", api, Map.of("body", "x", "repeat", letters, "times", times));
    }

    /** As when somebody else has forced a new one: the access tokens of the app die at once. */
    public void retireTokensOf(String appId) {
        control.drop("tokens?appId=" + appId);
    }

    /** Ends all trouble, of every app. */
    public void heal() {
        control.drop("faults");
    }

    /** Names and values are those of the simulator's front page. */
    public void turn(String switchName, String value) {
        control.order("switches", Map.of(switchName, value));
    }

    /** Returns what time it is at WeChat then. */
    public Instant advanceClock(Duration step) {
        return Instant.parse(
                control.order("clock", Map.of("seconds", step.toSeconds())).getString("now"));
    }

    public void reset() {
        control.order("reset");
    }

    // What WeChat saw

    public WechatCalls calls(String api) {
        Map<String, String> asked = new HashMap<>(onApp());
        asked.put("api", api);
        return WechatCalls.from(control.ask("calls", asked));
    }

    public void forgetCalls() {
        control.drop("calls");
    }

    /** What WeChat calls a user in an app, and the keys it shares with it. */
    public record Identity(
            String openId,
            @Nullable String unionId,
            String sessionKey,
            @Nullable String previousSessionKey) {}

    /** The key with which WeChat signs its answers to an app. */
    public record ApiKey(String publicKey, String serial) {}

    /** The names of a payment. */
    public record Payment(String transactionId, String mchId, String outTradeNo) {}

    /** What {@code wx.getUserInfo} and {@code wx.getUserProfile} give to the client. */
    public record UserInfo(String rawData, String signature, String encryptedData, String iv) {}

    /** What an app's server answered to a push; status 0 is no answer. */
    public record PushAnswer(int status, String body, int tries) {}

    /** A push that is ready to be sent. */
    public record PushRequest(URI url, String contentType, String body) {}

    /** What WeChat encrypts for the server's eyes. */
    public record OpenData(String encryptedData, String iv) {}

    private UserInfo userInfo(String path, String user, Making making) {
        JsonObject info = control.order(path, onUser(user), making.fields());
        return new UserInfo(
                info.getString("rawData"),
                info.getString("signature"),
                info.getString("encryptedData"),
                info.getString("iv"));
    }

    private static OpenData openData(JsonObject data) {
        return new OpenData(data.getString("encryptedData"), data.getString("iv"));
    }

    private String code(String user, Map<String, ?> kind) {
        return control.order("codes", onUser(user), kind).getString("code");
    }

    private void fault(String kind, String api, Map<String, ?> details) {
        control.order("faults", onApp(), Map.of("kind", kind, "api", api), details);
    }

    private Map<String, String> onUser(String user) {
        Map<String, String> fields = new HashMap<>(onApp());
        fields.put("user", user);
        return fields;
    }

    private Map<String, String> onApp() {
        return app == null ? Map.of() : Map.of("appId", app);
    }
}
