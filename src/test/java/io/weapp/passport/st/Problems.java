package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;

/** What every error answer of the API must look like. */
final class Problems {

    private Problems() {}

    static JsonObject assertProblem(Answer answer, int status, String code, String action) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        JsonObject problem = answer.json();
        assertThat(problem.getString("code")).isEqualTo(code);
        assertThat(problem.getString("type")).isEqualTo("urn:weapp-passport:problem:" + code);
        assertThat(problem.getInt("status")).isEqualTo(status);
        assertThat(problem.getString("action")).isEqualTo(action);
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getString("detail")).isNotBlank();
        assertThat(problem.getString("requestId")).isEqualTo(answer.header("X-Request-Id"));
        assertThat(answer.body()).doesNotContain("Exception", "io.weapp", "org.", "\tat ", "RESTEASY");
        if (status == 401) {
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        }
        return problem;
    }

    /** An error after which the same request may succeed later; says when. */
    static void assertRetryLater(Answer answer, int status, String code) {
        JsonObject problem = assertProblem(answer, status, code, "retry");
        assertThat(problem.getInt("retryAfter")).isPositive();
        assertThat(answer.header("Retry-After")).isEqualTo(String.valueOf(problem.getInt("retryAfter")));
    }
}
