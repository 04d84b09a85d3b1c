package io.weapp.passport.wechat;

import static io.weapp.passport.problem.ProblemType.SESSION_KEY_STALE;
import static io.weapp.passport.problem.ProblemType.WECHAT_BUSY;
import static io.weapp.passport.problem.ProblemType.WECHAT_CODE_INVALID;
import static io.weapp.passport.problem.ProblemType.WECHAT_CODE_USED;
import static io.weapp.passport.problem.ProblemType.WECHAT_MISCONFIGURED;
import static io.weapp.passport.problem.ProblemType.WECHAT_USER_BLOCKED;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.weapp.passport.problem.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What WeChat's error numbers mean when a login code is exchanged.
 *
 * @see <a href="https://developers.weixin.qq.com/miniprogram/dev/server/API/user-login/api_code2session">code2Session</a>
 */
final class Errcodes {

    /**
     * One row of the table.
     *
     * @param meaning the {@code detail} of our problem: cause and remedy in one sentence
     * @param pause how long to wait before the next try, where another try helps
     */
    record Errcode(
            int number,
            ProblemType problem,
            String meaning,
            @Nullable Duration pause) {}

    private static final Map<Integer, Errcode> TABLE = List.of(
                    row(-1, WECHAT_BUSY, "WeChat is busy; try again.", Duration.ofSeconds(1)),
                    row(40001, WECHAT_MISCONFIGURED, "WeChat does not accept the app's secret."),
                    row(40002, WECHAT_MISCONFIGURED, "WeChat does not accept the grant type."),
                    row(40013, WECHAT_CODE_INVALID, "The code belongs to another mini program."),
                    row(40029, WECHAT_CODE_INVALID, "The code is wrong or older than 5 minutes; call wx.login again."),
                    row(40066, WECHAT_MISCONFIGURED, "WeChat does not know the path; check passport.wechat.url."),
                    row(40097, WECHAT_MISCONFIGURED, "WeChat does not accept the arguments."),
                    row(
                            40125,
                            WECHAT_MISCONFIGURED,
                            "The app's secret is wrong; set the AppSecret of this mini program."),
                    row(40163, WECHAT_CODE_USED, "The code was used before; call wx.login again."),
                    row(40164, WECHAT_MISCONFIGURED, "Our address is not on the app's IP whitelist at WeChat."),
                    row(40226, WECHAT_USER_BLOCKED, "WeChat considers this user a risk and blocks the login."),
                    row(40243, WECHAT_MISCONFIGURED, "The app's secret is frozen; unfreeze it in WeChat's console."),
                    row(41002, WECHAT_MISCONFIGURED, "WeChat misses the appid."),
                    row(41004, WECHAT_MISCONFIGURED, "WeChat misses the app's secret."),
                    row(41008, WECHAT_CODE_INVALID, "WeChat misses the code; call wx.login again."),
                    row(42003, WECHAT_CODE_INVALID, "The code has expired; call wx.login again."),
                    row(43002, WECHAT_MISCONFIGURED, "WeChat wants another HTTP method."),
                    row(43003, WECHAT_MISCONFIGURED, "WeChat wants HTTPS; check passport.wechat.url."),
                    row(45009, WECHAT_BUSY, "The app's daily quota at WeChat is used up.", Duration.ofHours(1)),
                    row(45011, WECHAT_BUSY, "Too many logins at WeChat within a minute.", Duration.ofMinutes(1)),
                    row(48001, WECHAT_MISCONFIGURED, "The app may not use this API."),
                    row(48004, WECHAT_MISCONFIGURED, "WeChat has banned the app from this API."),
                    row(50001, WECHAT_USER_BLOCKED, "The user has not authorized this."),
                    row(50002, WECHAT_USER_BLOCKED, "WeChat has restricted or closed this user's account."),
                    row(50004, WECHAT_MISCONFIGURED, "WeChat has withdrawn this API from the app."),
                    row(50007, WECHAT_MISCONFIGURED, "WeChat has frozen the app's account."),
                    row(61007, WECHAT_MISCONFIGURED, "The app has not granted this API."),
                    // Calls about one user
                    row(40003, WECHAT_MISCONFIGURED, "WeChat does not know the openid in this app."),
                    row(87007, SESSION_KEY_STALE, "WeChat has no session key of this user: log in again."),
                    row(87008, WECHAT_MISCONFIGURED, "WeChat does not know the signature method."),
                    row(87009, SESSION_KEY_STALE, "WeChat has replaced the session key: log in again."))
            .stream()
            .collect(toUnmodifiableMap(Errcode::number, row -> row));

    private Errcodes() {}

    /** The row for a number; one that is not in the table needs an operator's eye. */
    static Errcode of(int number) {
        return TABLE.getOrDefault(
                number, row(number, WECHAT_MISCONFIGURED, "WeChat answered with an unknown errcode."));
    }

    private static Errcode row(int number, ProblemType problem, String meaning) {
        return new Errcode(number, problem, meaning, null);
    }

    private static Errcode row(int number, ProblemType problem, String meaning, Duration wait) {
        return new Errcode(number, problem, meaning, wait);
    }
}
