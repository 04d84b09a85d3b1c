package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.weapp.passport.st.LoginSystem.LoggedIn;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The WAR is replaced, disabled and removed by the administrator of a server that goes on running. */
class RedeployST {
    private static final int REDEPLOYS = 10;

    /** So many redeploys later the server has filled its own pools. */
    private static final int WARM = 3;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** A thread of the server's executors keeps the deployment that it was made for until it has been idle for a minute. */
    private static final Duration IDLE = Duration.ofMinutes(4);

    private static final long MEGABYTE = 1 << 20;

    /** The server's own pools grow and shrink by as much. */
    private static final int THREADS = 20;

    /** The deployment that runs, and those for which a thread was made that stays. */
    private static final int LOADERS = 4;

    private static final int MEGABYTES = 15;

    /** WildFly itself keeps each WAR that it verifies JWTs for, an empty one too. */
    private static final int MEGABYTES_WILDFLY_KEEPS = 10;

    private enum Order {
        DEPLOY("deploy --name weapp-passport --contextroot / %s", "deploy %s"),
        REDEPLOY("redeploy --name weapp-passport %s", "deploy --force %s"),
        DISABLE("disable weapp-passport", "deployment disable weapp-passport.war"),
        ENABLE("enable weapp-passport", "deployment enable weapp-passport.war"),
        UNDEPLOY("undeploy weapp-passport", "undeploy weapp-passport.war");

        private final String asadmin;
        private final String cli;

        Order(String asadmin, String cli) {
            this.asadmin = asadmin;
            this.cli = cli;
        }

        void to(PassportServer server) {
            server.administer((WILDFLY ? cli : asadmin).formatted(ServerKind.WAR.toAbsolutePath()));
        }
    }

    private static final boolean WILDFLY = ServerKind.ofThisRun() instanceof WildFly;

    @Test
    @DisplayName(
            "R26.4 redeploys sign nobody out and leave neither threads nor beans, and no more classes than the server's own leak")
    void redeploysLeaveNothing() throws Exception {
        assumeThat(ServerKind.ofThisRun())
                .as("Payara Micro has no console and no admin interface: it is started with its WAR")
                .isNotInstanceOf(PayaraMicro.class);
        try (PassportServer server = PassportServer.start("redeploy", TestBed.settings());
                JMXConnector connector = server.jmx()) {
            LoginSystem login = new LoginSystem(server.base());
            LoggedIn me = login.loggedIn("redeploy-" + UUID.randomUUID());
            Jvm jvm = new Jvm(connector.getMBeanServerConnection());

            redeployAgainAndAgain(server, jvm, login, me);

            Order.DISABLE.to(server);
            await().atMost(PATIENCE).until(() -> !login.lets(me));
            Order.ENABLE.to(server);
            await().atMost(PATIENCE).ignoreExceptions().until(() -> login.lets(me));

            Order.UNDEPLOY.to(server);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(jvm.beans()).isZero());
            assertThat(jvm.threads()).noneMatch(RedeployST::isOurs);

            Order.DEPLOY.to(server);
            await().atMost(PATIENCE).ignoreExceptions().until(() -> login.lets(me));
        }
    }

    private static void redeployAgainAndAgain(PassportServer server, Jvm jvm, LoginSystem login, LoggedIn me)
            throws Exception {
        jvm.collectGarbage();
        int threads = jvm.threads().size();
        long heap = jvm.heap();
        for (int i = 1; i <= REDEPLOYS; i++) {
            Order.REDEPLOY.to(server);
            await().atMost(PATIENCE).ignoreExceptions().until(() -> login.lets(me));
            login.loggedIn("redeploy-" + UUID.randomUUID());
            assertThat(jvm.threads()).noneMatch(RedeployST::isOurs);
            if (i <= WARM) {
                jvm.collectGarbage();
                threads = Math.max(threads, jvm.threads().size());
                heap = Math.max(heap, jvm.heap());
            }
        }
        int mostThreads = threads + THREADS;
        long mostHeap = heap + (WILDFLY ? (REDEPLOYS - WARM) * MEGABYTES_WILDFLY_KEEPS : MEGABYTES) * MEGABYTE;
        await().atMost(IDLE).pollInterval(Duration.ofSeconds(5)).untilAsserted(() -> {
            assertThat(jvm.collectGarbage()).isPositive().isLessThanOrEqualTo(WILDFLY ? REDEPLOYS + 1 : LOADERS);
            assertThat(jvm.threads()).hasSizeLessThanOrEqualTo(mostThreads);
            assertThat(jvm.heap()).isLessThan(mostHeap);
        });
    }

    /** Threads of libraries in the WAR; all other work is done by the server's. */
    private static boolean isOurs(String thread) {
        return thread.startsWith("prometheus-") || thread.startsWith("httpclient") || thread.startsWith("flyway");
    }

    /** What an operator sees with jcmd. */
    private record Jvm(MBeanServerConnection server) {

        /** An enum's values live as long as its class loader, and each loader has a line of its own in the histogram. */
        private static final String MARK = "io.weapp.passport.audit.AuditType";

        /** Gives how many class loaders of the WAR are left. */
        long collectGarbage() throws Exception {
            String histogram = (String) server.invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    "gcClassHistogram",
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
            return histogram
                    .lines()
                    .filter(line -> Arrays.asList(line.trim().split("\\s+", -1)).contains(MARK))
                    .count();
        }

        /** In bytes. */
        long heap() throws Exception {
            return ManagementFactory.newPlatformMXBeanProxy(
                            server, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class)
                    .getHeapMemoryUsage()
                    .getUsed();
        }

        List<String> threads() throws Exception {
            ThreadMXBean threads = ManagementFactory.newPlatformMXBeanProxy(
                    server, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
            return Arrays.stream(threads.dumpAllThreads(false, false))
                    .map(ThreadInfo::getThreadName)
                    .toList();
        }

        int beans() throws Exception {
            return server.queryNames(new ObjectName("io.weapp.passport:*"), null)
                    .size();
        }
    }
}
