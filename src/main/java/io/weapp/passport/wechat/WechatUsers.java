package io.weapp.passport.wechat;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Optional;
import java.util.regex.Pattern;

/** What WeChat tells about the users of an app to who shows the app's WeChat token. */
@ApplicationScoped
public class WechatUsers {

    private static final String SIG_METHOD = "hmac_sha256";
    private static final Pattern CODE = Pattern.compile("[!-~]{1,256}");

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
}
