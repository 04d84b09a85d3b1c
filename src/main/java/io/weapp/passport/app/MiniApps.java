package io.weapp.passport.app;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.settings.Settings;
import io.weapp.passport.vault.Vault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The registered mini programs. */
@ApplicationScoped
public class MiniApps {

    private static final Logger LOG = System.getLogger(MiniApps.class.getName());

    private static final String ALL = "select a from MiniApp a order by a.appId";

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    Settings settings;

    @Inject
    Vault vault;

    @Inject
    Clock clock;

    /**
     * An app that may log users in.
     *
     * @throws ProblemException {@code app_unknown} or {@code app_disabled}
     */
    @Transactional
    public MiniApp enabled(String appId) {
        MiniApp app = entities.find(MiniApp.class, appId);
        if (app == null) {
            throw new ProblemException(ProblemType.APP_UNKNOWN, "No mini program with this appId is registered here.");
        }
        if (!app.enabled()) {
            throw new ProblemException(ProblemType.APP_DISABLED, "This mini program is disabled.");
        }
        return app;
    }

    /** An app that takes WeChat's pushes; also a disabled one, because users' rights go on. */
    @Transactional
    public Optional<MiniApp> withPush(String appId) {
        return Optional.ofNullable(entities.find(MiniApp.class, appId)).filter(app -> app.push() != null);
    }

    /** The policy of an app, enabled or not. */
    @Transactional
    public AppPolicy policyOf(String appId) {
        MiniApp app = entities.find(MiniApp.class, appId);
        return app == null ? AppPolicy.NONE : app.policy();
    }

    /** Every app, enabled or not. */
    @Transactional
    public List<MiniApp> all() {
        return entities.createQuery(ALL, MiniApp.class).getResultList();
    }

    /** Notes that WeChat has accepted the app's secret; called once in an app's life. */
    @Transactional
    public void secretProven(String appId) {
        MiniApp app = entities.find(MiniApp.class, appId);
        if (app != null && !app.secretProven()) {
            app.proveSecret(clock.instant());
        }
    }

    /** Registers the app that the configuration names, unless it is there already. */
    @Transactional
    public void bootstrap() {
        String appId = settings.bootstrapAppId().orElse("");
        if (appId.isBlank() || entities.find(MiniApp.class, appId) != null) {
            return;
        }
        String secret = settings.bootstrapAppSecret()
                .orElseThrow(() -> new IllegalStateException(
                        "passport.bootstrap.app-id is set but passport.bootstrap.app-secret is not"));
        entities.persist(MiniApp.register(appId, appId, secret, vault, clock.instant()));
        LOG.log(Level.INFO, "Registered mini program {0}", appId);
    }
}
