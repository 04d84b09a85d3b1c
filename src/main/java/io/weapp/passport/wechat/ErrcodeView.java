package io.weapp.passport.wechat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One of WeChat's error numbers, explained.
 *
 * @param apis WeChat's names of the APIs where it means this; {@code *} is all others
 * @param problem the {@code code} of our problem
 * @param who must act: {@code developer}, {@code operator}, {@code user} or {@code wechat}
 * @param retryable whether the same request may succeed later with nobody doing anything
 * @param retryAfter seconds
 */
public record ErrcodeView(
        int errcode,
        List<String> apis,
        String problem,
        String who,
        boolean retryable,
        @Nullable Long retryAfter,
        String cause,
        String remedy) {

    static ErrcodeView of(Errcodes.Errcode row) {
        return new ErrcodeView(
                row.number(),
                row.apis(),
                row.problem().code(),
                row.who(),
                row.retryable(),
                row.pause() == null ? null : row.pause().toSeconds(),
                row.cause(),
                row.remedy());
    }
}
