package io.weapp.passport.content;

import java.util.Locale;

/** What is checked. */
public enum ContentKind {
    NICKNAME,
    AVATAR;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
