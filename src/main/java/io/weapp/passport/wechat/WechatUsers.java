package io.weapp.passport.wechat;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What WeChat tells about the users of an app to who shows the app's WeChat token. */
@ApplicationScoped
public class WechatUsers {

    private static final String SIG_METHOD = "hmac_sha256";
    private static final Pattern CODE = Pattern.compile("[!-~]{1,256}");
    private static final Pattern ID = Pattern.compile("[!-~]{1,64}");
    private static final int HIGHEST_RISK = 4;

    @Inject
    WechatLine line;

    /**
     * Whether a session key is still the user's at WeChat.
     *
     * @throws ProblemException with anything else that WeChat said, or {@code wechat_unavailable}
     */
    public boolean knowsKey(String appId, String token, String openId, String sessionKey) {
        try {
            line.askRepeatable(
                    "checksession",
                    appId,
                    api -> api.checkSession(token, openId, KeySignature.of("", sessionKey), SIG_METHOD));
            return true;
        } catch (ProblemException e) {
            if (e.problem().code().equals(ProblemType.SESSION_KEY_STALE.code())) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Has the user's session key replaced; the old one dies at once. Sent once: if the answer is lost, so is the new key.
     *
     * @return the new key
     * @throws ProblemException {@code session_key_stale} if the old one is not the user's any more
     */
    public String resetKey(String appId, String token, String openId, String sessionKey) {
        return line.ask(
                "resetusersessionkey",
                appId,
                api -> api.resetSessionKey(token, openId, KeySignature.of("", sessionKey), SIG_METHOD),
                answer -> newKey(answer, openId));
    }

    private static String newKey(JsonObject answer, String openId) {
        String key = WechatLine.text(answer, "session_key");
        if (key == null || !Wechat.isSessionKey(key) || !openId.equals(WechatLine.text(answer, "openid"))) {
            throw WechatLine.unavailable("resetusersessionkey", "an answer without openid or session_key");
        }
        return key;
    }

    /**
     * Exchanges the code of the phone button. Sent at most once: it costs money, and a lost exchange has used the code up.
     *
     * @param openId whose code it must be
     * @throws ProblemException {@code phone_code_invalid}, or why WeChat gave no answer
     */
    public PhoneNumber phoneNumber(String appId, String token, String openId, String code) {
        if (!CODE.matcher(code).matches()) {
            throw new ProblemException(ProblemType.PHONE_CODE_INVALID, "This is not a code of the phone button.");
        }
        String body = Json.createObjectBuilder()
                .add("code", code)
                .add("openid", openId)
                .build()
                .toString();
        return line.ask("getuserphonenumber", appId, api -> api.phoneNumber(token, body), WechatUsers::phoneNumber);
    }

    private static PhoneNumber phoneNumber(JsonObject answer) {
        return Optional.ofNullable(answer.get("phone_info"))
                .filter(JsonObject.class::isInstance)
                .flatMap(info -> PhoneNumber.of(info.asJsonObject()))
                .orElseThrow(() -> WechatLine.unavailable("getuserphonenumber", "an answer without a phone number"));
    }

    /**
     * The unionId of a user who has paid within the last five minutes.
     *
     * @throws ProblemException {@code invalid_request} if WeChat does not know this payment, or why WeChat gave no answer
     */
    public String paidUnionId(String appId, String token, String openId, Payment payment) {
        return line.askRepeatable(
                "getpaidunionid",
                appId,
                api -> api.paidUnionId(
                        token, openId, payment.transactionId(), payment.merchantId(), payment.orderNumber()),
                answer -> id("getpaidunionid", answer, "unionid"));
    }

    /**
     * Exchanges the code of {@code wx.pluginLogin} for what the user is called in this plugin inside its host. Sent at most once:
     * a lost exchange has used the code up.
     *
     * @param appId of the plugin
     * @throws ProblemException {@code wechat_code_invalid}, or why WeChat gave no answer
     */
    public String pluginOpenPid(String appId, String token, String code) {
        if (!CODE.matcher(code).matches()) {
            throw new ProblemException(ProblemType.WECHAT_CODE_INVALID, "This is not a code of wx.pluginLogin.");
        }
        String body = Json.createObjectBuilder().add("code", code).build().toString();
        return line.ask(
                "getpluginopenpid",
                appId,
                api -> api.pluginOpenPid(token, body),
                answer -> id("getpluginopenpid", answer, "openpid"));
    }

    /**
     * How likely a user is up to no good.
     *
     * @return from 0, no risk seen, to 4
     * @throws ProblemException {@code conflict} if the user has not been in the mini program for two hours, or why WeChat gave no
     *     answer
     */
    public int riskRank(String appId, String token, String openId, RiskQuestion question) {
        JsonObjectBuilder body = Json.createObjectBuilder()
                .add("appid", appId)
                .add("openid", openId)
                .add("scene", question.scene())
                .add("client_ip", question.clientIp());
        addIfKnown(body, "mobile_no", question.mobileNumber());
        addIfKnown(body, "email_address", question.emailAddress());
        addIfKnown(body, "extended_info", question.extendedInfo());
        String json = body.build().toString();
        return line.askRepeatable("getuserriskrank", appId, api -> api.riskRank(token, json), WechatUsers::riskRankIn);
    }

    private static void addIfKnown(JsonObjectBuilder body, String name, @Nullable String value) {
        if (value != null) {
            body.add(name, value);
        }
    }

    private static int riskRankIn(JsonObject answer) {
        if (answer.get("risk_rank") instanceof JsonNumber rank
                && rank.doubleValue() >= 0
                && rank.doubleValue() <= HIGHEST_RISK
                && rank.isIntegral()) {
            return rank.intValue();
        }
        throw WechatLine.unavailable("getuserriskrank", "an answer without risk_rank");
    }

    private static String id(String api, JsonObject answer, String name) {
        String id = WechatLine.text(answer, name);
        if (id == null || !ID.matcher(id).matches()) {
            throw WechatLine.unavailable(api, "an answer without " + name);
        }
        return id;
    }
}
