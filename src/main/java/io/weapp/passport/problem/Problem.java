package io.weapp.passport.problem;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of every error answer: a problem detail of RFC 9457 with our members.
 *
 * @param action what the client shall do next, see {@link ProblemType.Action}
 * @param retryAfter whole seconds until a repetition makes sense; also sent as {@code Retry-After}
 * @param wechat what WeChat said, where it was WeChat that refused
 * @param requestId names this request in the log; also sent as {@code X-Request-Id}
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String code,
        String action,
        @Nullable Long retryAfter,
        @Nullable List<Violation> violations,
        @Nullable WechatAnswer wechat,
        @Nullable String requestId) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** One broken rule of a request: where, and which. */
    public record Violation(String field, String message) {}

    /** WeChat's own error number and the request id its support asks for. */
    public record WechatAnswer(int errcode, @Nullable String rid) {}

    public static Problem of(ProblemType type, String detail) {
        return new Problem(
                "urn:weapp-passport:problem:" + type.code(),
                type.title(),
                type.status(),
                detail,
                type.code(),
                type.action().word(),
                null,
                null,
                null,
                null);
    }

    /** The same problem, worth another try after {@code wait}, rounded up to whole seconds. */
    public Problem retryAfter(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return new Problem(type, title, status, detail, code, action, seconds, violations, wechat, requestId);
    }

    public Problem violations(List<Violation> broken) {
        return new Problem(type, title, status, detail, code, action, retryAfter, broken, wechat, requestId);
    }

    public Problem wechat(int errcode, @Nullable String rid) {
        return new Problem(
                type,
                title,
                status,
                detail,
                code,
                action,
                retryAfter,
                violations,
                new WechatAnswer(errcode, rid),
                requestId);
    }

    public Problem requestId(@Nullable String id) {
        return new Problem(type, title, status, detail, code, action, retryAfter, violations, wechat, id);
    }

    /** The {@code WWW-Authenticate} value of a 401 that an access token would cure (RFC 6750, section 3), else null. */
    public @Nullable String challenge() {
        if (status != 401 || code.equals(ProblemType.CREDENTIALS_INVALID.code())) {
            return null;
        }
        return code.equals(ProblemType.TOKEN_MISSING.code())
                ? "Bearer"
                : "Bearer error=\"invalid_token\", error_description=\"" + title + "\"";
    }
}
