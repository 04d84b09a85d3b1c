package io.weapp.passport.problem;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request that is answered with a problem instead of a result. Its texts go to the client: never put a secret in. */
public class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(ProblemType type, String detail) {
        this(Problem.of(type, detail));
    }

    public ProblemException(Problem problem) {
        super(problem.code() + ": " + problem.detail());
        this.problem = problem;
    }

    /** The client may try again after {@code wait}. */
    public static ProblemException retryLater(ProblemType type, String detail, Duration wait) {
        return new ProblemException(Problem.of(type, detail).retryAfter(wait));
    }

    /** The request broke a rule at one field. */
    public static ProblemException violation(String field, String message) {
        return new ProblemException(Problem.of(ProblemType.INVALID_REQUEST, "A field of the request is not valid.")
                .violations(List.of(new Problem.Violation(field, message))));
    }

    public Problem problem() {
        return problem;
    }

    /** The problem that caused {@code failure}, however deep frameworks have wrapped it. */
    public static @Nullable ProblemException within(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return problem;
            }
        }
        return null;
    }
}
