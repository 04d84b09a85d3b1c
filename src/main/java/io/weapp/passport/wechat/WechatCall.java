package io.weapp.passport.wechat;

import java.time.Duration;
import java.util.Locale;

/**
 * A call to WeChat that has ended; an event for whoever counts.
 *
 * @param api WeChat's name of what was called, for example {@code jscode2session}
 * @param errcode {@code 0}; the number WeChat refused with, {@code other} if it is none that is known; {@code none} without an
 *     answer
 * @param took its repetitions included
 */
public record WechatCall(String api, Outcome outcome, String errcode, Duration took) {

    /** How a call may end. */
    public enum Outcome {
        OK,
        /** With an errcode. */
        REFUSED,
        /** Without an answer that makes sense, or without one in time. */
        UNANSWERED,
        /** Not made at all: WeChat has not answered lately, or too many wait already. */
        HELD_BACK;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
