package io.weapp.passport.st;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** One of the JVMs that share the system tests of a run: what it must not share with the others. */
final class TestFork {

    /** Below the ports that the system gives to outgoing connections: one of those may take a port before its server does. */
    private static final int FIRST_PORT = 11_000;

    private static final int PORTS = 3_000;
    private static final String NAME = System.getProperty("passport.test.fork", "fork-1");
    private static final int NUMBER = Integer.parseInt(NAME.substring("fork-".length()));
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(PORTS));

    private TestFork() {}

    /** Where its servers keep their files and logs. */
    static Path directory() {
        return Path.of("target", "st", NAME);
    }

    /** A port that nobody listens on, and that is not given twice. */
    static int freePort() {
        int port = FIRST_PORT + NUMBER * PORTS + Math.floorMod(NEXT.getAndIncrement(), PORTS);
        try (ServerSocket probe = new ServerSocket(port)) {
            return probe.getLocalPort();
        } catch (IOException taken) {
            return freePort();
        }
    }
}
