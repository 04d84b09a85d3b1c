package io.weapp.passport.st;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A server product that runs the WAR: how it is started, where its health stands, how its log says no. */
public interface ServerKind {
    Path WAR = Path.of("target", "weapp-passport.war");

    /** What the build calls it. */
    String name();

    /** Fills an empty directory with what one server on such a database needs, and returns the process to start, also again. */
    ProcessBuilder process(Path directory, int port, int managementPort, TestDatabase database);

    /** Where the server reads our keys, unless its own configuration says so. */
    default Optional<URI> self(int port) {
        return Optional.of(URI.create("http://localhost:" + port));
    }

    URI health(int port, int managementPort);

    /** Its MicroProfile JWT knows one algorithm at a time, which the configuration names. */
    boolean verifiesOneAlgorithmOnly();

    /** Both products stay up when the WAR could not be deployed. */
    boolean refusedWar(String log);

    /** What a command of the administrator to the running server says, asadmin's or the CLI's. */
    String administer(int managementPort, String command);

    /** The same, with each record of the log as a JSON document. */
    ServerKind loggingJson();

    static ServerKind ofThisRun() {
        String name = System.getProperty("passport.test.server", "payara-micro");
        return Stream.of(new PayaraMicro(), new PayaraServer(), new WildFly())
                .filter(kind -> kind.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("passport.test.server is " + name));
    }

    /** Small heap, and the coverage agent where the build has set it. */
    static List<String> jvmOptions() {
        // Most servers of the tests live for a minute: the second compiler and a parallel collector would cost more
        // than they give
        return Stream.of(
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        System.getProperty("jacoco.server.agent", ""))
                .filter(option -> option.startsWith("-X") || option.startsWith("-javaagent"))
                .toList();
    }
}
