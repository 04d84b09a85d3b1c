package io.weapp.passport.wechatsim;

import java.util.Arrays;

/** WeChat's error codes with the core of their {@code errmsg}. */
enum Errcode {
    BUSY(-1, "system error"),
    /** Spelled so. */
    DATA_NOT_EXISTING(1, "data not exit"),
    PLUGIN_MISMATCH(1005, "appid not match"),
    NOTHING_KNOWN(1007, "no data"),
    INVALID_CREDENTIAL(
            40001,
            "invalid credential, access_token is invalid or not latest, could get access_token by"
                    + " getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r"),
    INVALID_GRANT_TYPE(40002, "invalid grant_type"),
    INVALID_OPENID(40003, "invalid openid"),
    INVALID_MEDIA_TYPE(40004, "invalid media type"),
    INVALID_APPID(40013, "invalid appid"),
    INVALID_ACCESS_TOKEN(40014, "invalid access_token"),
    INVALID_CODE(40029, "invalid code"),
    INVALID_URL(40066, "invalid url"),
    INVALID_ARGS(40097, "invalid args"),
    INVALID_APPSECRET(40125, "invalid appsecret"),
    INVALID_SCENE(40129, "invalid scene"),
    CODE_BEEN_USED(40163, "code been used"),
    IP_NOT_IN_WHITELIST(40164, "invalid ip %1$s ipv6 ::ffff:%1$s, not in whitelist"),
    USER_BLOCKED(40226, "code blocked"),
    API_TIMESTAMP_MISSING(40231, "missing wechatmp-timestamp"),
    API_SIGNATURE_MISSING(40232, "missing wechatmp-signature"),
    API_APPID_MISSING(40233, "missing wechatmp-appid"),
    API_BAD_SIGNATURE(40234, "invalid wechatmp-signature"),
    API_BAD_ENCRYPTION(40235, "invalid encrypted data"),
    API_BAD_APPID(40236, "invalid wechatmp-appid"),
    API_APPID_NOT_OF_TOKEN(40237, "wechatmp-appid and access_token not match"),
    NO_SYMMETRIC_KEY(40238, "no symmetric key"),
    NO_PUBLIC_KEY(40239, "no public key"),
    API_TIMESTAMP_OLD(40240, "wechatmp-timestamp expired"),
    APPSECRET_FROZEN(40243, "AppSecret frozen"),
    ACCESS_TOKEN_MISSING(41001, "access_token missing"),
    APPID_MISSING(41002, "appid missing"),
    APPSECRET_MISSING(41004, "appsecret missing"),
    CODE_MISSING(41008, "missing code"),
    ACCESS_TOKEN_EXPIRED(42001, "access_token expired"),
    CODE_TIMED_OUT(42003, "oauth_code timed out"),
    POST_REQUIRED(43002, "require POST method"),
    HTTPS_REQUIRED(43003, "require https"),
    EMPTY_POST_DATA(44002, "empty post data"),
    DAILY_QUOTA(45009, "reach max api daily quota limit"),
    MINUTE_QUOTA(45011, "api minute-quota reach limit, must slower, retry next minute"),
    DATA_FORMAT(47001, "data format error"),
    API_UNAUTHORIZED(48001, "api unauthorized"),
    API_BANNED(48004, "api forbidden for irregularities"),
    QUOTA_RESET_REFUSED(48006, "forbid to clear quota because of reaching the limit"),
    USER_UNAUTHORIZED(50001, "user unauthorized"),
    USER_RESTRICTED(50002, "user limited"),
    TOKEN_API_FORBIDDEN(50004, "forbid to use token api"),
    ACCOUNT_FROZEN(50007, "account frozen"),
    NOT_AUTHORIZED_TO_PLATFORM(61007, "api is unauthorized to component"),
    USER_NOT_HERE(61010, "user has not been in the mini program lately"),
    SESSION_KEY_GONE(87007, "session_key is not existed or expired"),
    INVALID_SIG_METHOD(87008, "invalid sig_method"),
    INVALID_SIGNATURE(87009, "invalid signature"),
    NOT_IN_OPEN_PLATFORM(89002, "open not exists"),
    INVALID_TRADE(89300, "invalid transaction");

    private final int number;
    private final String text;

    Errcode(int number, String text) {
        this.number = number;
        this.text = text;
    }

    int number() {
        return number;
    }

    String text() {
        return text;
    }

    /** What WeChat says before it has found the keys of the app and has opened the call with them. */
    static boolean comesUnsigned(int number) {
        return number >= API_TIMESTAMP_MISSING.number && number <= API_TIMESTAMP_OLD.number;
    }

    static Errcode of(int number) {
        return Arrays.stream(values())
                .filter(code -> code.number == number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such errcode here: " + number));
    }

    static String textOf(int number) {
        return Arrays.stream(values())
                .filter(code -> code.number == number)
                .findFirst()
                .map(Errcode::text)
                .orElse("error");
    }
}
