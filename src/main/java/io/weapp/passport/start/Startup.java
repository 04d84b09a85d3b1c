package io.weapp.passport.start;

import io.weapp.passport.admin.FirstRound;
import io.weapp.passport.app.MiniApps;
import io.weapp.passport.audit.AuditWork;
import io.weapp.passport.health.Started;
import io.weapp.passport.housekeeping.Housekeeping;
import io.weapp.passport.jmx.Beans;
import io.weapp.passport.limit.RateLimits;
import io.weapp.passport.metrics.Gauges;
import io.weapp.passport.metrics.Measurements;
import io.weapp.passport.operator.FirstOperator;
import io.weapp.passport.origin.Origins;
import io.weapp.passport.phone.PhoneExchanges;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.push.PushWork;
import io.weapp.passport.session.EndedSessionsFeed;
import io.weapp.passport.session.SeenSessions;
import io.weapp.passport.token.KeyRotation;
import io.weapp.passport.vault.KeyChange;
import io.weapp.passport.vault.Vault;
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
    RateLimits limits;

    @Inject
    Origins origins;

    @Inject
    PhoneExchanges phoneExchanges;

    @Inject
    AuditWork auditWork;

    @Inject
    Migrations migrations;

    @Inject
    Vault vault;

    @Inject
    KeyChange keyChange;

    @Inject
    KeyRotation keyRotation;

    @Inject
    MiniApps apps;

    @Inject
    FirstOperator firstOperator;

    @Inject
    EndedSessionsFeed endedSessions;

    @Inject
    Housekeeping housekeeping;

    @Inject
    PushWork pushWork;

    @Inject
    Measurements measurements;

    @Inject
    Gauges gauges;

    @Inject
    Beans jmxBeans;

    @Inject
    @org.eclipse.microprofile.health.Startup
    Started started;

    @Inject
    FirstRound firstRound;

    @Inject
    SeenSessions seenSessions;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        limits.check();
        origins.check();
        phoneExchanges.check();
        vault.check();
        migrations.run();
        keyChange.start();
        keyRotation.start();
        apps.bootstrap();
        appointFirstOperator();
        endedSessions.start();
        housekeeping.start();
        auditWork.start();
        pushWork.start();
        measurements.start();
        gauges.register();
        jmxBeans.register();
        firstRound.start();
        started.done();
        LOG.log(Level.INFO, "weapp-passport is ready");
    }

    private void appointFirstOperator() {
        try {
            firstOperator.appoint();
        } catch (ProblemException e) {
            LOG.log(Level.INFO, "Another node has appointed the first operator");
        }
    }

    /** The last chance to write down what is known in memory only; later the beans are gone. */
    @Override
    public void contextDestroyed(ServletContextEvent event) {
        seenSessions.flush();
    }
}
