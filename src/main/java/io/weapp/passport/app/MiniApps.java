package io.weapp.passport.app;

import io.weapp.passport.audit.Audit;
import io.weapp.passport.audit.AuditEntry;
import io.weapp.passport.audit.AuditType;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.settings.SampleSecret;
import io.weapp.passport.settings.Settings;
import io.weapp.passport.store.Collision;
import io.weapp.passport.vault.Vault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The registered mini programs. */
@ApplicationScoped
public class MiniApps {

    private static final Logger LOG = System.getLogger(MiniApps.class.getName());

    /** Not every database takes every character, and the configuration may have named an app as it likes. */
    private static final Pattern PRINTABLE = Pattern.compile("[ -~]{1,32}");

    private static final Pattern APP_ID = Pattern.compile("wx[0-9a-zA-Z]{16}");
    private static final Pattern SECRET = Pattern.compile("[!-~]{1,128}");
    private static final String SECRET_RULE = "must be 1 to 128 visible ASCII characters";
    private static final String ALL = "select a from MiniApp a order by a.appId";

    @PersistenceContext(unitName = "passport")
    EntityManager entities;

    @Inject
    Settings settings;

    @Inject
    Audit audit;

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
        MiniApp app = PRINTABLE.matcher(appId).matches() ? entities.find(MiniApp.class, appId) : null;
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

    /**
     * An app, enabled or not.
     *
     * @throws ProblemException {@code not_found}
     */
    @Transactional
    public MiniApp registered(String appId) {
        return known(appId, LockModeType.NONE);
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

    /**
     * Registers an app; WeChat is not asked about its secret.
     *
     * @param form all settings, with {@code appId} and {@code secret}
     * @param actor {@code operator:NAME}
     * @throws ProblemException {@code invalid_request}, or {@code conflict} if it is registered
     */
    @Transactional
    public AppView register(AppForm form, String actor) {
        String appId = form.needed("appId", null, APP_ID, "must be an AppID: wx and 16 letters or digits");
        String secret = form.needed("secret", null, SECRET, SECRET_RULE);
        MiniApp app = MiniApp.register(appId, appId, secret, vault, clock.instant());
        app.change(form, vault, clock.instant());
        if (entities.find(MiniApp.class, appId) != null) {
            throw taken();
        }
        entities.persist(app);
        try {
            entities.flush();
        } catch (PersistenceException e) {
            throw Collision.in(e) ? taken() : e;
        }
        audit.record(AuditEntry.of(AuditType.APP_REGISTERED).by(actor).app(appId));
        return app.view();
    }

    /** The apps as operators see them: a company has few. */
    @Transactional
    public List<AppView> views() {
        return all().stream().map(MiniApp::view).toList();
    }

    /**
     * One app as operators see it.
     *
     * @throws ProblemException {@code not_found}
     */
    @Transactional
    public AppView view(String appId) {
        return known(appId, LockModeType.NONE).view();
    }

    /**
     * Changes what the form gives; whoever calls this ends the sessions of an app that is disabled now.
     *
     * @param actor {@code operator:NAME}
     * @throws ProblemException {@code not_found}, {@code invalid_request}
     */
    @Transactional
    public AppView change(String appId, AppForm form, String actor) {
        MiniApp app = known(appId, LockModeType.PESSIMISTIC_WRITE);
        boolean wasEnabled = app.enabled();
        form.refuse("secret", "has a call of its own: PUT /api/v1/admin/apps/APPID/secret");
        app.change(form, vault, clock.instant());
        String changed = form.given("name", "openPlatform", "push", "apiSignature", "policy");
        if (!changed.isEmpty()) {
            audit.record(
                    AuditEntry.of(AuditType.APP_CHANGED).by(actor).app(appId).because(changed, null));
        }
        if (app.enabled() != wasEnabled) {
            AuditType what = app.enabled() ? AuditType.APP_ENABLED : AuditType.APP_DISABLED;
            audit.record(AuditEntry.of(what).by(actor).app(appId));
        }
        return app.view();
    }

    /**
     * Reads a new secret for an app.
     *
     * @throws ProblemException {@code not_found}, {@code invalid_request}
     */
    @Transactional
    public String newSecret(String appId, AppForm form) {
        known(appId, LockModeType.NONE);
        String secret = form.needed("secret", null, SECRET, SECRET_RULE);
        form.check();
        return secret;
    }

    /**
     * Puts a secret that WeChat has accepted in the place of the former.
     *
     * @param actor {@code operator:NAME}
     * @throws ProblemException {@code not_found}
     */
    @Transactional
    public void replaceSecret(String appId, String proven, String actor) {
        known(appId, LockModeType.PESSIMISTIC_WRITE).replaceSecret(proven, vault, clock.instant());
        audit.record(AuditEntry.of(AuditType.APP_SECRET_CHANGED).by(actor).app(appId));
    }

    private MiniApp known(String appId, LockModeType lock) {
        MiniApp app = PRINTABLE.matcher(appId).matches() ? entities.find(MiniApp.class, appId, lock) : null;
        if (app == null) {
            throw new ProblemException(ProblemType.NOT_FOUND, "No mini program with this appId is registered here.");
        }
        return app;
    }

    private static ProblemException taken() {
        return new ProblemException(ProblemType.CONFLICT, "A mini program with this appId is registered here.");
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
        if (!SECRET.matcher(secret).matches() || SampleSecret.is(secret)) {
            throw new IllegalStateException(
                    "passport.bootstrap.app-secret is a sample: WeChat's console shows the AppSecret once, when it is made");
        }
        entities.persist(MiniApp.register(appId, appId, secret, vault, clock.instant()));
        LOG.log(Level.INFO, "Registered mini program {0}", appId);
    }
}
