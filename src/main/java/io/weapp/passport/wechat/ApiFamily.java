package io.weapp.passport.wechat;

import java.util.Locale;

/** What fails together at WeChat, and is held back together here. */
public enum ApiFamily {
    /** {@code /sns/}: login codes. */
    LOGIN,
    /** {@code /cgi-bin/}: WeChat tokens. */
    TOKEN,
    /** {@code /wxa/}: everything that is done with a WeChat token. */
    BUSINESS;

    /** @param api WeChat's name of what is called, for example {@code jscode2session} */
    static ApiFamily of(String api) {
        return switch (api) {
            case "jscode2session" -> LOGIN;
            case "stable_token", "token" -> TOKEN;
            default -> BUSINESS;
        };
    }

    /** For metrics and operators. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
