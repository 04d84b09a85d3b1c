package io.weapp.passport.profile;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.session.Caller;
import io.weapp.passport.store.Collision;
import io.weapp.passport.user.Identities;
import io.weapp.passport.user.Keyholder;
import io.weapp.passport.user.ProfileView;
import io.weapp.passport.user.WechatProfile;
import io.weapp.passport.wechat.OpenData;
import io.weapp.passport.wechat.OpenedData;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Takes over the profile that a user shows by way of WeChat. */
@ApplicationScoped
public class ShownProfile {

    @Inject
    Identities identities;

    @Inject
    Decryption decryption;

    /**
     * Verifies, decrypts and stores; the same request again changes nothing.
     *
     * @throws ProblemException for whatever is wrong with the data
     */
    public ProfileView with(Caller caller, ShownProfileRequest request) {
        Keyholder owner = identities.ofSession(caller.sessionId());
        Optional<ProfileView> same = identities.shownBy(owner.identityId(), request.bytes());
        if (same.isPresent()) {
            return same.get();
        }
        OpenData data = OpenData.of(request.encryptedData(), request.iv());
        OpenedData opened = decryption.of(owner, data).requireSignature(request.rawData(), request.signature());
        return Collision.survived(() -> identities.show(
                owner.identityId(), WechatProfile.of(opened.json()), request.bytes(), data.ciphertext()));
    }
}
