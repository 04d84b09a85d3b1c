package io.weapp.passport.user;

import io.weapp.passport.vault.MacPurpose;
import io.weapp.passport.vault.Vault;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What WeChat calls a user inside one app, and what the user lets that app know. */
@Entity
@Table(name = "identity")
public class Identity {

    @Id
    private String id;

    @ManyToOne(optional = false)
    @JoinColumn(name = "user_id")
    private User user;

    @Column(name = "app_id")
    private String appId;

    @Column(name = "open_id")
    private String openId;

    @Column(name = "union_id")
    private String unionId;

    @Column(name = "union_platform")
    private String unionPlatform;

    private String nickname;

    /** What its owner alone sees until WeChat has passed it. */
    @Column(name = "pending_nickname")
    private String pendingNickname;

    @Column(name = "nickname_at")
    private Instant nicknameAt;

    @Column(name = "avatar_url")
    @Convert(converter = AvatarUrlColumn.class)
    private String avatarUrl;

    @Column(name = "pending_avatar_url")
    @Convert(converter = AvatarUrlColumn.class)
    private String pendingAvatarUrl;

    @Column(name = "avatar_at")
    private Instant avatarAt;

    @Column(name = "profile_mark")
    private String profileMark;

    @Column(name = "phone_hint")
    private String phoneHint;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    protected Identity() {}

    static Identity of(User user, String appId, String openId, Instant now) {
        Identity identity = new Identity();
        identity.id = UUID.randomUUID().toString();
        identity.user = user;
        identity.appId = appId;
        identity.openId = openId;
        identity.createdAt = now;
        identity.updatedAt = now;
        return identity;
    }

    public String id() {
        return id;
    }

    public User user() {
        return user;
    }

    public String appId() {
        return appId;
    }

    public String openId() {
        return openId;
    }

    /** WeChat may tell the unionId at any later login, and another one once the app is bound to another account. */
    void learnUnionId(@Nullable String told) {
        if (told != null && !told.equals(unionId)) {
            unionId = told;
            unionPlatform = null;
        }
    }

    @Nullable
    String unionId() {
        return unionId;
    }

    /** Whether it is settled who this unionId is in an Open Platform account. */
    boolean linkedIn(String openPlatform) {
        return openPlatform.equals(unionPlatform);
    }

    void linkIn(String openPlatform) {
        unionPlatform = openPlatform;
    }

    /** The user turned out to be another one. */
    void moveTo(User kept) {
        user = kept;
    }

    boolean hasProfile() {
        return nickname != null || avatarUrl != null;
    }

    /** Takes over what WeChat says of a person; what it withholds stays as it was. */
    void show(WechatProfile profile, Instant now) {
        if (profile.nickname() != null) {
            rename(profile.nickname(), now);
        }
        if (profile.avatarUrl() != null) {
            showAvatar(profile.avatarUrl(), now);
        }
        updatedAt = now;
    }

    /** Forgets the nickname, unless it was given after {@code until}; for an identity that the transaction has locked. */
    public void forgetNickname(Instant until, Instant now) {
        if (!givenAfter(until, nicknameAt)) {
            rename(null, now);
        }
    }

    /** The same for the address of the avatar. */
    void forgetAvatar(Instant until, Instant now) {
        if (!givenAfter(until, avatarAt)) {
            showAvatar(null, now);
        }
    }

    private static boolean givenAfter(Instant until, @Nullable Instant givenAt) {
        return givenAt != null && givenAt.isAfter(until);
    }

    void rename(@Nullable String name, Instant now) {
        nickname = name;
        nicknameAt = now;
        pendingNickname = null;
        updatedAt = now;
    }

    void proposeNickname(String name, Instant now) {
        pendingNickname = name;
        nicknameAt = now;
        updatedAt = now;
    }

    void settleNickname(boolean passed, Instant now) {
        nickname = passed ? pendingNickname : nickname;
        pendingNickname = null;
        updatedAt = now;
    }

    void showAvatar(@Nullable String url, Instant now) {
        avatarUrl = url;
        avatarAt = now;
        pendingAvatarUrl = null;
        updatedAt = now;
    }

    void proposeAvatar(String url, Instant now) {
        pendingAvatarUrl = url;
        avatarAt = now;
        updatedAt = now;
    }

    void settleAvatar(boolean passed, Instant now) {
        avatarUrl = passed ? pendingAvatarUrl : avatarUrl;
        pendingAvatarUrl = null;
        updatedAt = now;
    }

    /** Remembers which request brought the profile, together with what is stored now. */
    void rememberShownBy(String bytes, Vault vault) {
        profileMark = mark(bytes, vault);
    }

    /** Whether a request with these bytes brought the profile, and nothing of it has changed since. */
    boolean isShownBy(String bytes, Vault vault) {
        return mark(bytes, vault).equals(profileMark);
    }

    private String mark(String bytes, Vault vault) {
        return vault.mac(id + "\n" + nickname + "\n" + avatarUrl + "\n" + bytes, MacPurpose.PROFILE);
    }

    /**
     * Shows a phone number in the profile, or none.
     *
     * @param masked without the digits that make it one
     */
    public void showPhone(@Nullable String masked, Vault vault, Instant now) {
        phoneHint = masked == null ? null : vault.seal(masked, phonePlace());
        updatedAt = now;
    }

    private @Nullable String maskedPhone(Vault vault) {
        return phoneHint == null ? null : vault.open(phoneHint, phonePlace());
    }

    private String phonePlace() {
        return "identity.phone_hint:" + id;
    }

    /** What WeChat has not passed yet; null if nothing waits. */
    public @Nullable String pendingNickname() {
        return pendingNickname;
    }

    /** The same for the avatar. */
    public @Nullable String pendingAvatarUrl() {
        return pendingAvatarUrl;
    }

    /** As its owner sees it, with what WeChat has not passed yet. */
    public ProfileView profile(Vault vault) {
        String ownNickname = pendingNickname == null ? nickname : pendingNickname;
        String ownAvatarUrl = pendingAvatarUrl == null ? avatarUrl : pendingAvatarUrl;
        return new ProfileView(
                user.id(),
                appId,
                ownNickname,
                ownAvatarUrl,
                maskedPhone(vault),
                phoneHint != null,
                ownNickname != null && ownAvatarUrl != null,
                user.createdAt(),
                updatedAt);
    }

    public IdentityView view(Vault vault) {
        return new IdentityView(
                appId, openId, unionId, nickname, avatarUrl, maskedPhone(vault), null, createdAt, updatedAt);
    }
}
