package io.weapp.passport.app;

import io.weapp.passport.vault.Vault;
import io.weapp.passport.wechat.WechatToken;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The WeChat token of one app as all nodes share it, and who is fetching the next one. */
@Entity
@Table(name = "wechat_token")
public class StoredToken {

    @Id
    @Column(name = "app_id")
    private String appId;

    private String token;

    @Column(name = "fetched_at")
    private Instant fetchedAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "app_updated_at")
    private Instant appUpdatedAt;

    private long generation;

    @Column(name = "leased_by")
    private String leasedBy;

    @Column(name = "leased_until")
    private Instant leasedUntil;

    protected StoredToken() {}

    static StoredToken none(String appId) {
        StoredToken stored = new StoredToken();
        stored.appId = appId;
        return stored;
    }

    /** Whether the token works until then; one that was fetched before the app was changed does not count. */
    boolean goodUntil(Instant time, MiniApp app) {
        return token != null && expiresAt.isAfter(time) && app.updatedAt().equals(appUpdatedAt);
    }

    SharedToken open(MiniApp app, Vault vault, Instant now) {
        WechatToken opened = new WechatToken(vault.open(token, place()), fetchedAt, expiresAt);
        return new SharedToken(opened, generation, now, app.apiKeys(vault));
    }

    boolean leasedAt(Instant now) {
        return leasedBy != null && now.isBefore(leasedUntil);
    }

    void leaseTo(String owner, Instant until) {
        leasedBy = owner;
        leasedUntil = until;
    }

    /** Gives a lease back; one that another has taken over since stays as it is. */
    void release(String owner) {
        if (owner.equals(leasedBy)) {
            leasedBy = null;
            leasedUntil = null;
        }
    }

    /** Takes the token that the owner of the lease has fetched; after its lease was taken over it comes too late. */
    boolean renew(String owner, WechatToken fetched, Instant updatedAt, Vault vault) {
        if (!owner.equals(leasedBy)) {
            return false;
        }
        token = vault.seal(fetched.value(), place());
        fetchedAt = fetched.fetchedAt();
        expiresAt = fetched.expiresAt();
        appUpdatedAt = updatedAt;
        generation++;
        release(owner);
        return true;
    }

    /** Forgets a token that WeChat refuses, unless it was replaced meanwhile or is younger than that. */
    void drop(long refused, Instant fetchedBefore) {
        if (generation == refused && token != null && fetchedAt.isBefore(fetchedBefore)) {
            token = null;
        }
    }

    private String place() {
        return "wechat_token.token:" + appId;
    }
}
