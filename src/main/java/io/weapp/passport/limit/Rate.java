package io.weapp.passport.limit;

import java.util.Locale;

/** What is limited; each has a setting {@code passport.rate.WORD}. */
public enum Rate {
    /** Per client address. */
    LOGIN,
    /** Per app, all its users together. */
    APP_LOGIN,
    /** Per client address. */
    REFRESH,
    /** Per client address. */
    ADMIN_LOGIN;

    /** The last part of the setting's name, for example {@code admin-login}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
