package io.weapp.passport.app;

import io.weapp.passport.vault.Vault;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One WeChat mini program, known by its AppID; its AppSecret is kept sealed. */
@Entity
@Table(name = "mini_app")
public class MiniApp {

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

    public String appId() {
        return appId;
    }

    public boolean enabled() {
        return enabled;
    }

    void enable(Instant now) {
        enabled = true;
        updatedAt = now;
    }

    /** Nobody logs in or refreshes from now on; whoever calls this ends the app's sessions too. */
    void disable(Instant now) {
        enabled = false;
        updatedAt = now;
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
