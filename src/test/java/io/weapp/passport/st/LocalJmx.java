package io.weapp.passport.st;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Connects to a JVM of this machine as JConsole does. */
final class LocalJmx {

    private LocalJmx() {}

    /** Empty if the process is no JVM, or does not run the passport. */
    static Optional<JMXConnector> to(long pid) {
        try {
            VirtualMachine jvm = VirtualMachine.attach(String.valueOf(pid));
            try {
                JMXConnector connector =
                        JMXConnectorFactory.connect(new JMXServiceURL(jvm.startLocalManagementAgent()));
                if (Arrays.asList(connector.getMBeanServerConnection().getDomains())
                        .contains("io.weapp.passport")) {
                    return Optional.of(connector);
                }
                connector.close();
                return Optional.empty();
            } finally {
                jvm.detach();
            }
        } catch (AttachNotSupportedException | IOException e) {
            return Optional.empty();
        }
    }
}
