package io.weapp.passport.app;

import io.weapp.passport.vault.Vault;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/** How WeChat pushes messages to an app: what an operator entered in WeChat's console. */
@Embeddable
public class AppPush {

    /** How much of a message is encrypted. */
    public enum Mode {
        PLAIN,
        /** Plain fields and the same encrypted. */
        COMPATIBLE,
        /** Encrypted only. */
        SAFE
    }

    /** How a message is written. */
    public enum Format {
        JSON,
        XML
    }

    @Column(name = "push_token")
    private String token;

    @Column(name = "push_aes_key")
    private String aesKey;

    @Column(name = "push_mode")
    @Enumerated(EnumType.STRING)
    private Mode mode;

    @Column(name = "push_format")
    @Enumerated(EnumType.STRING)
    private Format format;

    protected AppPush() {}

    static AppPush of(String appId, String token, String aesKey, Mode mode, Format format, Vault vault) {
        AppPush push = new AppPush();
        push.token = vault.seal(token, tokenPlace(appId));
        push.aesKey = vault.seal(aesKey, aesKeyPlace(appId));
        push.mode = mode;
        push.format = format;
        return push;
    }

    public Mode mode() {
        return mode;
    }

    public Format format() {
        return format;
    }

    String token(String appId, Vault vault) {
        return vault.open(token, tokenPlace(appId));
    }

    String aesKey(String appId, Vault vault) {
        return vault.open(aesKey, aesKeyPlace(appId));
    }

    private static String tokenPlace(String appId) {
        return "mini_app.push_token:" + appId;
    }

    private static String aesKeyPlace(String appId) {
        return "mini_app.push_aes_key:" + appId;
    }
}
