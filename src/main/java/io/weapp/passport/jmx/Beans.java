package io.weapp.passport.jmx;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ContextService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.NotCompliantMBeanException;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/** Registers our MXBeans with the JVM's own server, where JConsole and the application servers look. */
@ApplicationScoped
public class Beans {

    /** Who did it, for the audit log: JMX does not tell more. */
    static final String ACTOR = "jmx";

    private static final Logger LOG = System.getLogger(Beans.class.getName());

    /** Calls come on a thread of the JVM's that knows nothing of the application. */
    @Resource
    ContextService context;

    @Inject
    Sessions sessions;

    @Inject
    Wechat wechat;

    @Inject
    Keys keys;

    @Inject
    Chores chores;

    @Inject
    Numbers numbers;

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final List<ObjectName> names = new ArrayList<>();

    /** Of a class of ours, by which we know our own registrations from those of another deployment. */
    private static final class Bean extends StandardMBean {

        <T> Bean(T bean, Class<T> type) throws NotCompliantMBeanException {
            super(bean, type, true);
        }
    }

    /** Registers all; the passport runs without, if that fails. */
    public void register() {
        try {
            register("Sessions", sessions, SessionsMXBean.class);
            register("Wechat", wechat, WechatMXBean.class);
            register("Keys", keys, KeysMXBean.class);
            register("Housekeeping", chores, HousekeepingMXBean.class);
            register("Metrics", numbers, MetricsMXBean.class);
        } catch (JMException | RuntimeException e) {
            LOG.log(Level.WARNING, "There is no management by JMX", e);
        }
    }

    private <T> void register(String type, T bean, Class<T> contract) throws JMException {
        ObjectName name = new ObjectName("io.weapp.passport:type=" + type);
        if (server.isRegistered(name)) {
            LOG.log(Level.WARNING, "{0} was registered by another deployment and is taken over", name);
            server.unregisterMBean(name);
        }
        server.registerMBean(new Bean(context.createContextualProxy(bean, contract), contract), name);
        names.add(name);
    }

    /** Unregisters what is still ours. */
    @PreDestroy
    void unregister() {
        for (ObjectName name : names) {
            try {
                if (server.isRegistered(name) && Beans.class.getClassLoader().equals(server.getClassLoaderFor(name))) {
                    server.unregisterMBean(name);
                }
            } catch (JMException | RuntimeException e) {
                LOG.log(Level.WARNING, "{0} could not be unregistered: {1}", name, e);
            }
        }
    }
}
