package io.weapp.passport.wechat;

import io.weapp.passport.problem.Problem;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What WeChat tells about the users of an app to who shows the app's WeChat token. */
@ApplicationScoped
public class WechatUsers {

    private static final String SIG_METHOD = "hmac_sha256";
    private static final Pattern CODE = Pattern.compile("[!-~]{1,256}");

    /** Both ways of saying that a signature was not made with the user's key of now. */
    private static final Set<Integer> KEY_GONE = Set.of(87007, 87009);

    /** A code that is wrong, old, used, or not this user's: which number says so is not promised. */
    private static final Set<Integer> CODE_REFUSED = Set.of(40003, 40013, 40029);

    @Inject
    WechatLine line;

    /**
     * Whether a session key is still the user's at WeChat.
     *
     * @throws ProblemException with anything else that WeChat said, or {@code wechat_unavailable}
     */
    public boolean knowsKey(String appId, String token, String openId, String sessionKey) {
        try {
            line.ask(
                    "checksession",
                    appId,
                    api -> api.checkSession(token, openId, KeySignature.of("", sessionKey), SIG_METHOD));
            return true;
        } catch (ProblemException e) {
            if (said(e, KEY_GONE)) {
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
        JsonObject answer = line.ask(
                "resetusersessionkey",
                appId,
                api -> api.resetSessionKey(token, openId, KeySignature.of("", sessionKey), SIG_METHOD));
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
        JsonObject answer;
        try {
            answer = line.ask("getuserphonenumber", appId, api -> api.phoneNumber(token, body));
        } catch (ProblemException e) {
            throw said(e, CODE_REFUSED) ? codeRefused(e) : e;
        }
        return Optional.ofNullable(answer.get("phone_info"))
                .filter(JsonObject.class::isInstance)
                .flatMap(info -> PhoneNumber.of(info.asJsonObject()))
                .orElseThrow(() -> WechatLine.unavailable("getuserphonenumber", "an answer without a phone number"));
    }

    private static boolean said(ProblemException e, Set<Integer> errcodes) {
        Problem.WechatAnswer said = e.problem().wechat();
        return said != null && errcodes.contains(said.errcode());
    }

    private static ProblemException codeRefused(ProblemException e) {
        Problem.WechatAnswer said = Objects.requireNonNull(e.problem().wechat());
        return new ProblemException(Problem.of(
                        ProblemType.PHONE_CODE_INVALID,
                        "The code is wrong, used, older than 5 minutes or another user's: tap the phone button again.")
                .wechat(said.errcode(), said.rid()));
    }
}
