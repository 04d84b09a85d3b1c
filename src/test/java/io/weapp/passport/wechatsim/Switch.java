package io.weapp.passport.wechatsim;

import java.util.Locale;

/**
 * What WeChat does differently from day to day, or nobody knows for sure: each switch with its default and the values
 * it takes. Slow and lost replies are no switches but faults, see {@link Fault}.
 */
enum Switch {
    /** An injected -1 does the work before it complains, so that the code is gone ({@code on}), or not. */
    BUSY_CONSUMES_CODE("off", "off|on"),
    /** Whether an exchange of a login code replaces the session key. */
    SESSION_KEY_ROTATION("if-older", "never|always|if-older"),
    /** How old a session key must be for {@code if-older} to replace it. */
    SESSION_KEY_ROTATION_SECONDS("3600", "\\d{1,9}"),
    /** How long a session key lives after the last exchange. */
    SESSION_KEY_LIFETIME_SECONDS("259200", "\\d{1,9}"),
    /** The errcode of an expired login code. */
    EXPIRED_CODE("40029", "40029|42003"),
    /** The content type of everything below {@code /sns/}. */
    SNS_CONTENT_TYPE("text/plain", "text/plain|application/json"),
    /** Whether JSON answers write a slash as {@code \/}. */
    SLASH_ESCAPING("off", "off|on"),
    /** Whether a successful code2Session carries {@code "errcode":0}. */
    CODE2SESSION_ERRCODE_ZERO("off", "off|on"),
    /** The errcode when the optional openid of a phone code belongs to somebody else. */
    PHONE_OPENID_MISMATCH("40003", "40003|40029|40013"),
    /** Whether {@code countryCode} is the text {@code "86"} or the number {@code 86}. */
    COUNTRY_CODE("text", "text|number"),
    /** Whether the user's session signature may come in upper-case hex. */
    CHECKSESSION_SIGNATURE_CASE("lower", "lower|either"),
    /** Of what {@code checkencryptedmsg} takes the hash: of the base64 text or of the bytes behind it. */
    CHECKENCRYPTEDMSG_HASH("either", "text|bytes|either"),
    /** The errcode of {@code /cgi-bin/token} for a wrong AppSecret. */
    TOKEN_WRONG_SECRET("40125", "40125|40001"),
    /** How long a new access token lives. */
    TOKEN_LIFETIME_SECONDS("7200", "\\d{1,9}"),
    /** Every push is sent twice, encrypted and signed anew. */
    PUSH_DUPLICATE("off", "off|on"),
    /** A push waits until the next one has overtaken it. */
    PUSH_REORDER("off", "off|on"),
    /** How long a push waits before it is signed and sent. */
    PUSH_DELAY_SECONDS("0", "\\d{1,9}"),
    /** Pushes are not sent at all. */
    PUSH_DROP("off", "off|on"),
    /** The signatures of pushes are wrong. */
    PUSH_BAD_SIGNATURE("off", "off|on"),
    /** What is encrypted ends with another AppID. */
    PUSH_FOREIGN_APPID("off", "off|on"),
    /** Names and texts of a push begin with a blank, as in some of WeChat's samples. */
    PUSH_LEADING_SPACES("off", "off|on"),
    /** Events about a user do not say about whom. */
    PUSH_MISSING_OPENID("off", "off|on"),
    /** RevokeInfo is a number. */
    PUSH_NUMERIC_REVOKE_INFO("off", "off|on");

    private final String initial;
    private final String allowed;

    Switch(String initial, String allowed) {
        this.initial = initial;
        this.allowed = allowed;
    }

    String initial() {
        return initial;
    }

    /** The values it takes, as a regular expression. */
    String allowed() {
        return allowed;
    }

    String externalName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Switch named(String externalName) {
        for (Switch one : values()) {
            if (one.externalName().equals(externalName)) {
                return one;
            }
        }
        throw new IllegalArgumentException("unknown switch " + externalName);
    }
}
