package io.weapp.passport.app;

import io.weapp.passport.problem.Problem;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.wechat.Wechat;
import io.weapp.passport.wechat.WechatToken;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A WeChat that knows one token, counts who asks for it, and fails when it is told to. */
class TokenSource extends Wechat {

    private final Clock time;
    private int fetches;
    private String token = "token-1";
    private @Nullable ProblemException trouble;

    TokenSource(Clock time) {
        this.time = time;
    }

    @Override
    public synchronized WechatToken stableToken(String appId, String secret) {
        fetches++;
        if (trouble != null) {
            throw trouble;
        }
        return new WechatToken(token, time.instant(), time.instant().plus(Duration.ofHours(2)));
    }

    synchronized int fetches() {
        return fetches;
    }

    void replaceToken(String next) {
        token = next;
    }

    void goAway() {
        trouble = new ProblemException(ProblemType.WECHAT_UNAVAILABLE, "away");
    }

    void comeBack() {
        trouble = null;
    }

    /** A call that needs the token. */
    String use(String with) {
        if (!with.equals(token)) {
            throw new ProblemException(
                    Problem.of(ProblemType.WECHAT_MISCONFIGURED, "refused").wechat(40001, "rid"));
        }
        return "done with " + with;
    }
}
