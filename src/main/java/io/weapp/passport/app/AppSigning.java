package io.weapp.passport.app;

import io.weapp.passport.vault.Vault;
import io.weapp.passport.wechat.ApiKeys;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The keys with which an app's calls to WeChat are signed and encrypted: what an operator made in WeChat's console. */
@Embeddable
public class AppSigning {

    private static final Pattern SN = Pattern.compile("[!-~]{1,64}");
    private static final String SN_RULE = "must be 1 to 64 visible ASCII characters, as in WeChat's console";

    @Column(name = "api_key")
    private String symmetricKey;

    @Column(name = "api_key_sn")
    private String symmetricKeySn;

    @Column(name = "api_private_key")
    private String privateKey;

    /** For operators, who have several: WeChat knows by the app which one it is. */
    @Column(name = "api_private_key_sn")
    private @Nullable String privateKeySn;

    @Column(name = "api_wechat_key")
    private String wechatKey;

    @Column(name = "api_wechat_key_sn")
    private String wechatKeySn;

    protected AppSigning() {}

    /**
     * What an operator enters, on top of what is there.
     *
     * @param current null if there is nothing yet
     */
    static AppSigning changed(String appId, @Nullable AppSigning current, AppForm form, Vault vault) {
        AppSigning none = current == null ? new AppSigning() : current;
        AppSigning signing = new AppSigning();
        signing.symmetricKey = vault.seal(
                form.needed(
                        "symmetricKey",
                        current == null ? null : current.symmetricKey(appId, vault),
                        parsedBy(ApiKeys::symmetric),
                        "must be base64 of 32 bytes"),
                symmetricPlace(appId));
        signing.symmetricKeySn = form.needed("symmetricKeySn", none.symmetricKeySn, SN, SN_RULE);
        signing.privateKey = vault.seal(
                form.needed(
                        "privateKey",
                        current == null ? null : current.privateKey(appId, vault),
                        parsedBy(ApiKeys::ours),
                        "must be an RSA key of 2048 bits or more in PEM (PKCS#8, BEGIN PRIVATE KEY)"),
                privatePlace(appId));
        signing.privateKeySn = form.text("privateKeySn", none.privateKeySn, SN, SN_RULE);
        signing.wechatKey = form.needed(
                "wechatCertificate",
                none.wechatKey,
                parsedBy(ApiKeys::wechats),
                "must be a certificate or a public key in PEM, RSA of 2048 bits or more");
        signing.wechatKeySn = form.needed("wechatCertificateSn", none.wechatKeySn, SN, SN_RULE);
        return signing;
    }

    AppView.Signing view() {
        return new AppView.Signing(symmetricKeySn, privateKeySn, wechatKeySn);
    }

    /** Opens the keys; in memory they are kept no longer than a WeChat token. */
    ApiKeys keys(String appId, Vault vault) {
        return new ApiKeys(
                ApiKeys.symmetric(symmetricKey(appId, vault)),
                symmetricKeySn,
                ApiKeys.ours(privateKey(appId, vault)),
                ApiKeys.wechats(wechatKey),
                wechatKeySn);
    }

    private String symmetricKey(String appId, Vault vault) {
        return vault.open(symmetricKey, symmetricPlace(appId));
    }

    private String privateKey(String appId, Vault vault) {
        return vault.open(privateKey, privatePlace(appId));
    }

    private static Predicate<String> parsedBy(Function<String, ?> parser) {
        return text -> {
            try {
                return parser.apply(text) != null;
            } catch (IllegalArgumentException e) {
                return false;
            }
        };
    }

    private static String symmetricPlace(String appId) {
        return "mini_app.api_key:" + appId;
    }

    private static String privatePlace(String appId) {
        return "mini_app.api_private_key:" + appId;
    }
}
