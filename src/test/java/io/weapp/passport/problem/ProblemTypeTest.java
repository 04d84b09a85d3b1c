package io.weapp.passport.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemTypeTest {

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request, none",
        "400, app_unknown, none",
        "400, wechat_code_invalid, login",
        "400, wechat_code_used, login",
        "400, open_data_damaged, reauthorize",
        "400, open_data_foreign, reauthorize",
        "400, open_data_expired, reauthorize",
        "400, signature_mismatch, reauthorize",
        "400, phone_code_invalid, reauthorize",
        "401, token_missing, login",
        "401, token_invalid, login",
        "401, session_ended, login",
        "401, refresh_token_invalid, login",
        "401, refresh_token_reused, login",
        "401, credentials_invalid, none",
        "401, token_expired, refresh",
        "403, forbidden, none",
        "403, user_disabled, none",
        "403, app_disabled, none",
        "403, wechat_user_blocked, none",
        "404, not_found, none",
        "405, method_not_allowed, none",
        "406, not_acceptable, none",
        "409, session_key_stale, login",
        "409, open_data_replayed, reauthorize",
        "409, conflict, none",
        "413, payload_too_large, none",
        "415, unsupported_media_type, none",
        "422, content_rejected, none",
        "429, rate_limited, retry",
        "429, phone_quota_exceeded, retry",
        "500, internal_error, none",
        "502, wechat_misconfigured, none",
        "503, wechat_unavailable, retry",
        "503, wechat_busy, retry",
        "503, starting, retry"
    })
    void contractHolds(int status, String code, String action) {
        Problem problem = Problem.of(ProblemType.valueOf(code.toUpperCase(Locale.ROOT)), "detail");

        assertThat(problem.status()).isEqualTo(status);
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.action()).isEqualTo(action);
        assertThat(problem.type()).isEqualTo("urn:weapp-passport:problem:" + code);
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_REQUEST",
        "401, TOKEN_INVALID",
        "403, FORBIDDEN",
        "404, NOT_FOUND",
        "405, METHOD_NOT_ALLOWED",
        "406, NOT_ACCEPTABLE",
        "411, INVALID_REQUEST",
        "413, PAYLOAD_TOO_LARGE",
        "415, UNSUPPORTED_MEDIA_TYPE",
        "500, INTERNAL_ERROR",
        "501, INTERNAL_ERROR",
        "503, STARTING"
    })
    void statusOfTheServerHasAProblem(int status, ProblemType expected) {
        assertThat(ProblemType.ofStatus(status)).isEqualTo(expected);
    }

    @Test
    void waitIsRoundedUpToWholeSeconds() {
        Problem problem = Problem.of(ProblemType.WECHAT_BUSY, "detail");

        assertThat(problem.retryAfter(Duration.ofMillis(1200)).retryAfter()).isEqualTo(2);
        assertThat(problem.retryAfter(Duration.ZERO).retryAfter()).isEqualTo(1);
    }

    @Test
    void challengeTellsAMissingTokenFromABadOne() {
        assertThat(Problem.of(ProblemType.TOKEN_MISSING, "detail").challenge()).isEqualTo("Bearer");
        assertThat(Problem.of(ProblemType.TOKEN_EXPIRED, "detail").challenge())
                .startsWith("Bearer error=\"invalid_token\"");
        assertThat(Problem.of(ProblemType.CREDENTIALS_INVALID, "detail").challenge())
                .isNull();
        assertThat(Problem.of(ProblemType.NOT_FOUND, "detail").challenge()).isNull();
    }

    @Test
    void problemIsFoundBelowWhatFrameworksWrapAroundIt() {
        ProblemException problem = new ProblemException(ProblemType.PAYLOAD_TOO_LARGE, "detail");

        assertThat(ProblemException.within(new RuntimeException(new IllegalStateException(problem))))
                .isSameAs(problem);
        assertThat(ProblemException.within(new RuntimeException())).isNull();
    }
}
