package io.weapp.passport.wechat;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What WeChat suggests to do with a text or a picture; only what passes is harmless. */
public enum Opinion {
    PASS,
    /** WeChat does not know; it never says more about the same content. */
    REVIEW,
    RISKY;

    /** Reads WeChat's {@code result.suggest}; empty if it is no opinion. */
    public static Optional<Opinion> of(@Nullable String suggest) {
        return Arrays.stream(values())
                .filter(opinion -> opinion.word().equals(suggest))
                .findFirst();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
