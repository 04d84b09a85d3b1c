package io.weapp.passport.profile;

import io.weapp.passport.audit.Audit;
import io.weapp.passport.audit.AuditEntry;
import io.weapp.passport.audit.AuditType;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.settings.Settings;
import io.weapp.passport.user.Keyholder;
import io.weapp.passport.wechat.OpenData;
import io.weapp.passport.wechat.OpenedData;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;

/** Opens what WeChat encrypted for one user in one app, and nothing else. */
@ApplicationScoped
public class Decryption {

    @Inject
    Audit audit;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /**
     * Decrypts open data.
     *
     * @throws ProblemException {@code session_key_stale}, {@code open_data_foreign} or {@code open_data_expired}
     */
    public OpenedData of(Keyholder owner, OpenData data) {
        OpenedData opened = data.openedWith(owner.sessionKeys());
        try {
            opened.requireOwner(owner.appId(), owner.openId());
        } catch (ProblemException e) {
            audit.recordRefusal(AuditEntry.of(AuditType.OPEN_DATA_REFUSED)
                    .user(owner.userId())
                    .app(owner.appId())
                    .because(ProblemType.OPEN_DATA_FOREIGN.code(), null));
            throw e;
        }
        return opened.requireAge(settings.openDataMaxAge(), clock.instant());
    }
}
