package io.weapp.passport.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;

/**
 * The server's pool of database connections, as far as it tells by JMX. There is no standard for that; a server that does not
 * tell, or is not told to, is not asked further.
 */
@ApplicationScoped
class ServerPool {

    /** Payara counts how many are used while jdbc-connection-pool monitoring is on, WildFly while statistics are enabled. */
    private static final List<Source> IN_USE = List.of(
            new Source("amx:type=jdbc-connection-pool-mon,name=resources/passport,*", "numconnused"),
            new Source("jboss.as:subsystem=datasources,data-source=passport,statistics=pool", "InUseCount"));

    private static final List<Source> MAX = List.of(
            new Source("amx:type=jdbc-connection-pool,name=passport,*", "MaxPoolSize"),
            new Source("jboss.as:subsystem=datasources,data-source=passport", "maxPoolSize"));

    private record Source(String beans, String attribute) {}

    Optional<Double> inUse() {
        return IN_USE.stream().flatMap(source -> read(source).stream()).findFirst();
    }

    Optional<Double> max() {
        return MAX.stream().flatMap(source -> read(source).stream()).findFirst();
    }

    private static Optional<Double> read(Source source) {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        try {
            for (ObjectName bean : server.queryNames(new ObjectName(source.beans()), null)) {
                return number(server.getAttribute(bean, source.attribute()));
            }
            return Optional.empty();
        } catch (JMException | RuntimeException notTold) {
            return Optional.empty();
        }
    }

    /** WildFly tells numbers as text, Payara with a history. */
    private static Optional<Double> number(@Nullable Object value) {
        Object number = value instanceof CompositeData history ? history.get("current") : value;
        return number == null ? Optional.empty() : Optional.of(Double.valueOf(number.toString()));
    }
}
