package io.weapp.passport.app;

import io.weapp.passport.settings.Settings;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The rules of one app: its sessions, its content checks, its WeChat token; what an app leaves open, the configuration says. */
@Embeddable
public class AppPolicy {

    /** An app without rules of its own. */
    static final AppPolicy NONE = new AppPolicy();

    private static final int MOST_SESSIONS = 1000;
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST_ACCESS = Duration.ofDays(1);
    private static final Duration LONGEST_SESSION = Duration.ofDays(3660);

    @Column(name = "max_sessions")
    private @Nullable Integer maxSessions;

    @Column(name = "access_token_ttl")
    private @Nullable Duration accessTokenTtl;

    @Column(name = "session_idle")
    private @Nullable Duration sessionIdle;

    @Column(name = "session_absolute")
    private @Nullable Duration sessionAbsolute;

    @Column(name = "nickname_check")
    @Enumerated(EnumType.STRING)
    private @Nullable ContentCheck nicknameCheck;

    @Column(name = "avatar_check")
    @Enumerated(EnumType.STRING)
    private @Nullable ContentCheck avatarCheck;

    @Column(name = "token_mode")
    @Enumerated(EnumType.STRING)
    private @Nullable TokenMode tokenMode;

    protected AppPolicy() {}

    /** These rules with what an operator changes. */
    AppPolicy changed(AppForm form) {
        AppPolicy policy = new AppPolicy();
        policy.maxSessions = form.number("maxSessions", maxSessions, 1, MOST_SESSIONS);
        policy.accessTokenTtl = form.duration("accessTokenTtl", accessTokenTtl, SHORTEST, LONGEST_ACCESS);
        policy.sessionIdle = form.duration("sessionIdle", sessionIdle, SHORTEST, LONGEST_SESSION);
        policy.sessionAbsolute = form.duration("sessionAbsolute", sessionAbsolute, SHORTEST, LONGEST_SESSION);
        policy.nicknameCheck = form.word("nicknameCheck", nicknameCheck, ContentCheck.class);
        policy.avatarCheck = form.word("avatarCheck", avatarCheck, ContentCheck.class);
        policy.tokenMode = form.word("tokenMode", tokenMode, TokenMode.class);
        return policy;
    }

    AppView.Policy view() {
        return new AppView.Policy(
                maxSessions,
                accessTokenTtl,
                sessionIdle,
                sessionAbsolute,
                wordOf(nicknameCheck),
                wordOf(avatarCheck),
                wordOf(tokenMode));
    }

    private static @Nullable String wordOf(@Nullable Enum<?> constant) {
        return constant == null ? null : AppForm.word(constant);
    }

    /** How many sessions a user may have in this app; empty is as many as they like. */
    public OptionalInt maxSessions() {
        return maxSessions == null ? OptionalInt.empty() : OptionalInt.of(maxSessions);
    }

    public Duration accessTokenTtl(Settings settings) {
        return accessTokenTtl == null ? settings.accessTokenTtl() : accessTokenTtl;
    }

    /** A session that is not used for this long ends. */
    public Duration sessionIdle(Settings settings) {
        return sessionIdle == null ? settings.sessionIdle() : sessionIdle;
    }

    /** A session ends this long after its login, whatever happens. */
    public Duration sessionAbsolute(Settings settings) {
        return sessionAbsolute == null ? settings.sessionAbsolute() : sessionAbsolute;
    }

    /** Whether WeChat's msg_sec_check sees nicknames; off if nothing is set. */
    public ContentCheck nicknameCheck() {
        return nicknameCheck == null ? ContentCheck.OFF : nicknameCheck;
    }

    /** Whether WeChat's media_check_async sees avatars; off if nothing is set. */
    public ContentCheck avatarCheck() {
        return avatarCheck == null ? ContentCheck.OFF : avatarCheck;
    }

    /** Stable if nothing is set. */
    public TokenMode tokenMode() {
        return tokenMode == null ? TokenMode.STABLE : tokenMode;
    }
}
