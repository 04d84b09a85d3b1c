package io.weapp.passport.wechat;

import io.weapp.passport.problem.Problem;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import java.time.Duration;

/** A call to WeChat that was not made, because it would have waited in vain. */
public final class HeldBack extends ProblemException {

    private static final long serialVersionUID = 1L;

    HeldBack(ProblemType type, String detail, Duration wait) {
        super(Problem.of(type, detail).retryAfter(wait));
    }
}
