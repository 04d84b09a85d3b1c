package io.weapp.passport.wechatsim;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Something that goes wrong between WeChat and its caller. */
sealed interface Fault {

    /** WeChat answers with an errcode; without a text of its own, with the usual one and a rid. */
    record Errs(int errcode, @Nullable String errmsg) implements Fault {}

    /** The answer takes its time. */
    record Delays(Duration time) implements Fault {}

    /** The answer comes letter by letter, with a pause after each. */
    record Drips(Duration pause) implements Fault {}

    /** The connection breaks before WeChat has done anything. */
    record CutsBeforeWork() implements Fault {}

    /** WeChat has done its work, but the answer is lost. */
    record LosesReply() implements Fault {}

    /** Somebody in between answers with something else, and WeChat never hears of the call. */
    record Lies(int status, String contentType, String body) implements Fault {}
}
