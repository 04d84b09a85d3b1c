package io.weapp.passport.push;

import io.weapp.passport.audit.Audit;
import io.weapp.passport.audit.AuditEntry;
import io.weapp.passport.audit.AuditType;
import io.weapp.passport.avatar.Avatars;
import io.weapp.passport.phone.Phones;
import io.weapp.passport.rights.Erasure;
import io.weapp.passport.user.Identity;
import io.weapp.passport.user.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Does what WeChat demands when a user takes a permission back or goes, and when WeChat has cleaned a profile.
 *
 * @see <a href="https://developers.weixin.qq.com/miniprogram/dev/server/event_push/platform/authorized_user_information_changes">WeChat:
 *     changes of authorized user information</a>
 */
@ApplicationScoped
class Obedience {

    private static final Logger LOG = System.getLogger(Obedience.class.getName());

    private static final String MODIFIED = "user_info_modified";
    private static final String REVOKED = "user_authorization_revoke";
    private static final String CANCELLED = "user_authorization_cancellation";
    private static final Set<String> EVENTS = Set.of(MODIFIED, REVOKED, CANCELLED);

    /** The clocks of WeChat and of this server may be this far apart, and WeChat's counts whole seconds. */
    private static final Duration CLOCKS = Duration.ofMinutes(1);

    @Inject
    Users users;

    @Inject
    Avatars avatars;

    @Inject
    Phones phones;

    @Inject
    Erasure erasure;

    @Inject
    Audit audit;

    @Inject
    Clock clock;

    /** Whether a message is one of those that are obeyed here. */
    static boolean concerns(PushMessage message) {
        return EVENTS.contains(String.valueOf(message.event()));
    }

    /** A word of ours for an event, for the audit log. */
    static String wordFor(String event) {
        return EVENTS.contains(event) ? event : "other";
    }

    /** Obeys in the transaction of the caller; doing it twice does no harm. A user whom we do not know has nothing here. */
    void obey(PushEvent push, PushMessage message) {
        String openId = message.get("OpenID");
        if (openId == null) {
            LOG.log(Level.WARNING, "Push {0} ({1}) names no user; nothing can be done", push.id(), push.event());
            return;
        }
        Optional<Identity> known = users.lockedWithOpenId(push.appId(), openId);
        if (known.isEmpty()) {
            return;
        }
        Identity identity = known.get();
        Instant until = takenBackAt(push, message);
        switch (push.event()) {
            case MODIFIED -> {
                identity.forgetNickname(until, clock.instant());
                avatars.takeBack(identity.id(), until);
                record(push, identity, MODIFIED);
            }
            case REVOKED -> {
                for (String code : String.valueOf(message.get("RevokeInfo")).split(",")) {
                    record(push, identity, REVOKED + ":" + revoked(identity, code.strip(), until, push));
                }
            }
            default -> {
                erasure.cancelled(push.appId(), openId);
                record(push, identity, CANCELLED);
            }
        }
    }

    /**
     * Forgets what one code of {@code RevokeInfo} stands for.
     *
     * @return the code, or {@code unknown}
     */
    private String revoked(Identity identity, String code, Instant until, PushEvent push) {
        switch (code) {
            case "6" -> {
                identity.forgetNickname(until, clock.instant());
                avatars.takeBack(identity.id(), until);
            }
            case "8" -> phones.takeBack(identity.id(), until);
            case "19" -> identity.forgetNickname(until, clock.instant());
            case "20" -> avatars.takeBack(identity.id(), until);
            case "1", "2", "3", "4", "5", "7", "12", "13", "14", "15", "16", "18" -> {
                // Licence plate, address, invoice, Bluetooth, microphone, camera, steps, location, photo, file, e-mail
                // and chosen place are not stored here.
            }
            default -> {
                LOG.log(
                        Level.WARNING,
                        "Push {0}: a user of {1} took back something we do not know, code {2}. See WeChat''s list of RevokeInfo",
                        push.id(),
                        push.appId(),
                        code.matches("\\d{1,6}") ? code : "unreadable");
                return "unknown";
            }
        }
        return code;
    }

    /** What the user gave later stays, also if the message was long on its way. */
    private static Instant takenBackAt(PushEvent push, PushMessage message) {
        Instant created = message.createdAt();
        Instant latest = push.receivedAt();
        return created == null || created.plus(CLOCKS).isAfter(latest) ? latest : created.plus(CLOCKS);
    }

    private void record(PushEvent push, Identity identity, String what) {
        audit.record(AuditEntry.of(AuditType.PUSH_OBEYED)
                .user(identity.user().id())
                .app(push.appId())
                .because(what, null));
    }
}
