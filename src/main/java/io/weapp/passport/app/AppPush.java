package io.weapp.passport.app;

import io.weapp.passport.vault.Vault;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9]{3,32}");
    private static final Pattern AES_KEY = Pattern.compile("[A-Za-z0-9+/]{43}");

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

    /**
     * What an operator enters, on top of what is there.
     *
     * @param current null if there is nothing yet
     */
    static AppPush changed(String appId, @Nullable AppPush current, AppForm form, Vault vault) {
        String token = current == null ? null : current.token(appId, vault);
        String aesKey = current == null ? null : current.aesKey(appId, vault);
        AppPush push = new AppPush();
        push.token =
                vault.seal(form.needed("token", token, TOKEN, "must be 3 to 32 letters and digits"), tokenPlace(appId));
        push.aesKey = vault.seal(
                form.needed("aesKey", aesKey, AES_KEY, "must be the 43 base64 characters of the EncodingAESKey"),
                aesKeyPlace(appId));
        push.mode = form.neededWord("mode", current == null ? null : current.mode, Mode.class);
        push.format = form.neededWord("format", current == null ? null : current.format, Format.class);
        return push;
    }

    AppView.Push view() {
        return new AppView.Push(AppForm.word(mode), AppForm.word(format));
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
