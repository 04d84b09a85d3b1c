package io.weapp.passport.user;

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

    @Column(name = "nickname_at")
    private Instant nicknameAt;

    @Column(name = "avatar_url")
    @Convert(converter = AvatarUrlColumn.class)
    private String avatarUrl;

    @Column(name = "avatar_at")
    private Instant avatarAt;

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
            nickname = profile.nickname();
            nicknameAt = now;
        }
        if (profile.avatarUrl() != null) {
            avatarUrl = profile.avatarUrl();
            avatarAt = now;
        }
        updatedAt = now;
    }

    /** Forgets the nickname, unless it was given after {@code until}; for an identity that the transaction has locked. */
    public void forgetNickname(Instant until, Instant now) {
        if (nickname != null && !givenAfter(until, nicknameAt)) {
            nickname = null;
            nicknameAt = null;
            updatedAt = now;
        }
    }

    /** The same for the address of the avatar. */
    public void forgetAvatar(Instant until, Instant now) {
        if (avatarUrl != null && !givenAfter(until, avatarAt)) {
            avatarUrl = null;
            avatarAt = null;
            updatedAt = now;
        }
    }

    private static boolean givenAfter(Instant until, @Nullable Instant givenAt) {
        return givenAt != null && givenAt.isAfter(until);
    }

    void rename(String name, Instant now) {
        nickname = name;
        nicknameAt = now;
        updatedAt = now;
    }

    void showAvatar(String url, Instant now) {
        avatarUrl = url;
        avatarAt = now;
        updatedAt = now;
    }

    public ProfileView profile() {
        return new ProfileView(
                user.id(),
                appId,
                nickname,
                avatarUrl,
                null,
                false,
                nickname != null && avatarUrl != null,
                user.createdAt(),
                updatedAt);
    }

    public IdentityView view() {
        return new IdentityView(appId, openId, unionId, nickname, avatarUrl, createdAt, updatedAt);
    }
}
