package io.weapp.passport.admin;

import io.weapp.passport.problem.Problem;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the doctor found at an app. */
public record DoctorView(List<Check> checks) {

    /** What is not well. */
    List<Check> findings() {
        return checks.stream()
                .filter(check -> !check.state().equals(State.OK.word()))
                .toList();
    }

    /** How bad it is. */
    enum State {
        OK,
        /** It works, but not as one may expect, or nobody knows. */
        WARN,
        FAIL;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One thing that was looked at.
     *
     * @param errcode what WeChat answered
     * @param remedy what to do about it
     */
    public record Check(
            String name,
            String state,
            String detail,
            @Nullable Integer errcode,
            @Nullable String remedy) {

        static Check of(String name, State state, String detail, @Nullable String remedy) {
            return new Check(name, state.word(), detail, null, remedy);
        }

        static Check ok(String name, String detail) {
            return of(name, State.OK, detail, null);
        }

        boolean failed() {
            return state.equals(State.FAIL.word());
        }

        Check said(Problem.@Nullable WechatAnswer answer) {
            return answer == null ? this : new Check(name, state, detail, answer.errcode(), remedy);
        }
    }
}
