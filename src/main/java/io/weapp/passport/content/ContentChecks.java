package io.weapp.passport.content;

import io.weapp.passport.app.ContentCheck;
import io.weapp.passport.app.MiniApps;
import io.weapp.passport.app.WechatTokens;
import io.weapp.passport.avatar.Avatars;
import io.weapp.passport.avatar.Picture;
import io.weapp.passport.avatar.StoredPictures;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.store.Collision;
import io.weapp.passport.user.Identity;
import io.weapp.passport.user.ProfileView;
import io.weapp.passport.user.Profiles;
import io.weapp.passport.wechat.ContentSecurity;
import io.weapp.passport.wechat.Opinion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets users show what they like, as far as their app's policy and WeChat allow. WeChat is asked outside of transactions. */
@ApplicationScoped
public class ContentChecks {

    @Inject
    MiniApps apps;

    @Inject
    WechatTokens tokens;

    @Inject
    ContentSecurity wechat;

    @Inject
    OpenChecks checks;

    @Inject
    Profiles profiles;

    @Inject
    Avatars avatars;

    @Inject
    StoredPictures pictures;

    /**
     * Renames somebody, or notes the name as pending.
     *
     * @throws ProblemException {@code content_rejected} if WeChat does not pass the name and the app insists on it
     */
    public ProfileView rename(Identity who, String nickname) {
        ContentCheck policy = apps.policyOf(who.appId()).nicknameCheck();
        boolean enforced = policy == ContentCheck.ENFORCE;
        if (policy != ContentCheck.OFF) {
            Optional<Opinion> opinion = opinionOn(nickname, who);
            if (opinion.isEmpty()) {
                return Collision.survived(() -> checks.open(
                                who,
                                ContentKind.NICKNAME,
                                enforced,
                                () -> enforced
                                        ? profiles.proposeNickname(who.id(), nickname)
                                        : profiles.rename(who.id(), nickname)))
                        .profile();
            }
            checks.record(who, ContentKind.NICKNAME, opinion.get().word());
            if (enforced && opinion.get() != Opinion.PASS) {
                throw new ProblemException(ProblemType.CONTENT_REJECTED, "WeChat does not pass this nickname.");
            }
        }
        return Collision.survived(
                () -> checks.settle(who.id(), ContentKind.NICKNAME, () -> profiles.rename(who.id(), nickname)));
    }

    /** Gives somebody an avatar, or notes the picture as pending. */
    public ProfileView show(Identity who, Picture picture) {
        Collision.survived(() -> pictures.announce(picture.name()));
        ContentCheck policy = apps.policyOf(who.appId()).avatarCheck();
        if (policy == ContentCheck.OFF) {
            return Collision.survived(
                    () -> checks.settle(who.id(), ContentKind.AVATAR, () -> avatars.show(who.id(), picture)));
        }
        boolean enforced = policy == ContentCheck.ENFORCE;
        OpenChecks.Opened opened = Collision.survived(() -> checks.open(
                who,
                ContentKind.AVATAR,
                enforced,
                () -> enforced ? avatars.propose(who.id(), picture) : avatars.show(who.id(), picture)));
        submit(opened.checkId(), avatars.addressOf(picture.name()), who);
        return opened.profile();
    }

    /**
     * Takes in WeChat's opinion on a picture, as its push {@code wxa_media_check} tells it. Doing it twice does no harm.
     *
     * @param errcode of the push; other than 0 there is no opinion, and WeChat is asked again
     * @return false if nobody waits for this opinion, or not any more
     */
    public boolean result(String appId, String traceId, @Nullable String suggest, int errcode) {
        Optional<String> waiting = checks.waitingFor(appId, traceId);
        if (waiting.isEmpty()) {
            return false;
        }
        Optional<Opinion> opinion = errcode == 0 ? Opinion.of(suggest) : Optional.empty();
        if (opinion.isPresent()) {
            Collision.survived(() -> checks.decide(waiting.get(), opinion.get()));
        } else {
            Collision.survived(() -> checks.failed(waiting.get()));
        }
        return true;
    }

    /**
     * Asks WeChat again.
     *
     * @return false if WeChat did not answer
     */
    boolean again(OpenChecks.Question question) {
        if (question.kind() == ContentKind.AVATAR) {
            return submit(question.checkId(), question.content(), question.whose());
        }
        Optional<Opinion> opinion = opinionOn(question.content(), question.whose());
        opinion.ifPresent(known -> Collision.survived(() -> checks.decide(question.checkId(), known)));
        return opinion.isPresent();
    }

    private Optional<Opinion> opinionOn(String nickname, Identity whose) {
        try {
            return Optional.of(
                    tokens.call(whose.appId(), token -> wechat.on(nickname, whose.appId(), token, whose.openId())));
        } catch (ProblemException e) {
            // Whatever the reason, it is not the user's name; the line has logged it.
            return Optional.empty();
        }
    }

    private boolean submit(String checkId, String url, Identity whose) {
        try {
            String trace =
                    tokens.call(whose.appId(), token -> wechat.submit(url, whose.appId(), token, whose.openId()));
            Collision.survived(() -> checks.submitted(checkId, trace));
            return true;
        } catch (ProblemException e) {
            // As above; it is due again in a minute.
            return false;
        }
    }
}
