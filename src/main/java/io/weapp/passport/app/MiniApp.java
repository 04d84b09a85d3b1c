package io.weapp.passport.app;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.vault.Vault;
import io.weapp.passport.wechat.ApiKeys;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One WeChat mini program, known by its AppID; its AppSecret is kept sealed. */
@Entity
@Table(name = "mini_app")
public class MiniApp {

    private static final Pattern NAME = Pattern.compile("(?=.*\\S)[^\\p{Cc}\\p{Cs}]{1,100}");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    @Id
    @Column(name = "app_id")
    private String appId;

    @Column(name = "name")
    private String name;

    private String secret;

    @Column(name = "secret_proven_at")
    private Instant secretProvenAt;

    private boolean enabled;

    @Embedded
    private AppPolicy policy;

    /** Apps of one WeChat Open Platform account share the unionIds of their users. */
    @Column(name = "open_platform")
    private String openPlatform;

    @Embedded
    private AppPush push;

    @Embedded
    private AppSigning signing;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    protected MiniApp() {}

    static MiniApp register(String appId, String name, String secret, Vault vault, Instant now) {
        MiniApp app = new MiniApp();
        app.appId = appId;
        app.name = name;
        app.secret = vault.seal(secret, app.place());
        app.enabled = true;
        app.createdAt = now;
        app.updatedAt = now;
        return app;
    }

    /**
     * Takes over what an operator sends; whoever calls this ends the sessions of an app that is disabled now.
     *
     * @throws ProblemException {@code invalid_request}; the app is half changed then and must not be stored
     */
    void change(AppForm form, Vault vault, Instant now) {
        name = form.needed("name", name, NAME, "must be 1 to 100 printable characters");
        openPlatform = form.text(
                "openPlatform", openPlatform, LABEL, "must be 1 to 64 letters, digits, dots, dashes and underscores");
        policy = (form.removes("policy") ? AppPolicy.NONE : policy()).changed(form.within("policy"));
        if (form.removes("push")) {
            push = null;
        } else if (!form.given("push").isEmpty()) {
            push = AppPush.changed(appId, push, form.within("push"), vault);
        }
        if (form.removes("apiSignature")) {
            signing = null;
        } else if (!form.given("apiSignature").isEmpty()) {
            signing = AppSigning.changed(appId, signing, form.within("apiSignature"), vault);
        }
        enabled = form.flag("enabled", enabled);
        updatedAt = now;
        form.check();
    }

    /** Called once WeChat has accepted the new secret. */
    void replaceSecret(String proven, Vault vault, Instant now) {
        secret = vault.seal(proven, place());
        secretProvenAt = now;
        updatedAt = now;
    }

    AppView view() {
        return new AppView(
                appId,
                name,
                enabled,
                openPlatform,
                push == null ? null : push.view(),
                signing == null ? null : signing.view(),
                policy().view(),
                secretProvenAt,
                createdAt,
                updatedAt);
    }

    public String appId() {
        return appId;
    }

    public boolean enabled() {
        return enabled;
    }

    /** A policy without any value comes back from the database as none at all. */
    public AppPolicy policy() {
        return policy == null ? AppPolicy.NONE : policy;
    }

    /** A label for the Open Platform account the app is bound to; null if it is bound to none. */
    public @Nullable String openPlatform() {
        return openPlatform;
    }

    /** How WeChat pushes to this app; null if it does not. */
    public @Nullable AppPush push() {
        return push;
    }

    /** Opens the Token of the push settings for one message; do not keep it. */
    public String pushToken(Vault vault) {
        return push.token(appId, vault);
    }

    /** Opens the EncodingAESKey of the push settings for one message; do not keep it. */
    public String pushAesKey(Vault vault) {
        return push.aesKey(appId, vault);
    }

    /** Opens the keys for calls that are signed and encrypted; null if all calls go out plain. */
    @Nullable
    ApiKeys apiKeys(Vault vault) {
        return signing == null ? null : signing.keys(appId, vault);
    }

    /** Opens the AppSecret for one call to WeChat; do not keep it. */
    public String secret(Vault vault) {
        return vault.open(secret, place());
    }

    /** True once WeChat has accepted AppID and AppSecret; before that a refused AppID is our mistake, not the client's. */
    public boolean secretProven() {
        return secretProvenAt != null;
    }

    void proveSecret(Instant now) {
        secretProvenAt = now;
    }

    /** Changes with every change of the app. */
    Instant updatedAt() {
        return updatedAt;
    }

    private String place() {
        return "mini_app.secret:" + appId;
    }
}
