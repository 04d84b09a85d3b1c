package io.weapp.passport.start;

import io.weapp.passport.app.MiniApps;
import io.weapp.passport.session.EndedSessionsFeed;
import io.weapp.passport.token.KeyRotation;
import jakarta.inject.Inject;
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
    Migrations migrations;

    @Inject
    KeyRotation keyRotation;

    @Inject
    MiniApps apps;

    @Inject
    EndedSessionsFeed endedSessions;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        migrations.run();
        keyRotation.start();
        apps.bootstrap();
        endedSessions.start();
        LOG.log(Level.INFO, "weapp-passport is ready");
    }
}
