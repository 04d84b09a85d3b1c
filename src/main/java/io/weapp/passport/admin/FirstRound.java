package io.weapp.passport.admin;

import io.weapp.passport.app.MiniApp;
import io.weapp.passport.app.MiniApps;
import io.weapp.passport.settings.Settings;
import io.weapp.passport.trace.NamedWork;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The doctor's look at every enabled app soon after the start, for the log: what is wrong shall not wait for the first login. */
@ApplicationScoped
public class FirstRound {

    private static final Logger LOG = System.getLogger(FirstRound.class.getName());

    /** The server must be up: the doctor calls at our own push address. */
    private static final long DELAY_SECONDS = 10;

    @Resource
    ManagedScheduledExecutorService scheduler;

    @Inject
    MiniApps apps;

    @Inject
    Doctor doctor;

    @Inject
    Settings settings;

    private @Nullable Future<?> round;

    /** Begins some seconds later, in the background. */
    public synchronized void start() {
        if (settings.doctorAtStart()) {
            round = scheduler.schedule(NamedWork.job("doctor", this::walk), DELAY_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void walk() {
        try {
            apps.all().stream().filter(MiniApp::enabled).map(MiniApp::appId).forEach(this::visit);
        } catch (Exception e) {
            // Not only a RuntimeException: WildFly throws the checked RollbackException when a commit fails.
            LOG.log(Level.WARNING, "The doctor could not look at the apps", e);
        }
    }

    private void visit(String appId) {
        List<DoctorView.Check> findings = doctor.examine(appId).findings();
        findings.forEach(check -> LOG.log(
                check.failed() ? Level.WARNING : Level.INFO,
                "The doctor on {0}: {1} {2}: {3} {4}",
                appId,
                check.name(),
                check.state(),
                check.detail(),
                check.remedy()));
        if (findings.isEmpty()) {
            LOG.log(Level.INFO, "The doctor on {0}: all well", appId);
        }
    }

    @PreDestroy
    synchronized void stop() {
        if (round != null) {
            round.cancel(false);
        }
    }
}
