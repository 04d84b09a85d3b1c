package io.weapp.passport.start;

import io.weapp.passport.app.MiniApps;
import io.weapp.passport.audit.AuditWork;
import io.weapp.passport.limit.RateLimits;
import io.weapp.passport.origin.Origins;
import io.weapp.passport.session.EndedSessionsFeed;
import io.weapp.passport.token.SigningKeys;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Brings the application up in the one order that works; if a step fails, nothing is served. */
@WebListener
public class Startup implements ServletContextListener {

    private static final Logger LOG = System.getLogger(Startup.class.getName());

    @Inject
    RateLimits limits;

    @Inject
    Origins origins;

    @Inject
    AuditWork auditWork;

    @Inject
    Migrations migrations;

    @Inject
    SigningKeys keys;

    @Inject
    MiniApps apps;

    @Inject
    EndedSessionsFeed endedSessions;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        limits.check();
        origins.check();
        migrations.run();
        loadKeys();
        apps.bootstrap();
        endedSessions.start();
        auditWork.start();
        LOG.log(Level.INFO, "weapp-passport is ready");
    }

    private void loadKeys() {
        try {
            keys.makeFirst();
        } catch (PersistenceException e) {
            LOG.log(Level.INFO, "Another node has made the first signing key");
        }
        keys.load();
    }
}
