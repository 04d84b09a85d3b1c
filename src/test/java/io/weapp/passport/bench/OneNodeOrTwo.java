package io.weapp.passport.bench;

import io.weapp.passport.st.LoginSystem;
import io.weapp.passport.st.LoginSystem.LoggedIn;
import io.weapp.passport.st.Nginx;
import io.weapp.passport.st.TwoNodes;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What a second node behind nginx brings: answers a second and their times, for {@code GET /session} and for logins, from 16 clients
 * on the same machine.
 *
 * <p>After {@code mvn verify -DskipTests}: {@code mvn exec:java -Dexec.classpathScope=test
 * -Dexec.mainClass=io.weapp.passport.bench.OneNodeOrTwo}
 */
public final class OneNodeOrTwo {

    private static final int CLIENTS = 16;
    private static final Duration WARM_UP = Duration.ofSeconds(40);
    private static final Duration MEASURED = Duration.ofSeconds(20);
    private static final Path DIRECTORY = Path.of("target", "st", "one-or-two");

    private OneNodeOrTwo() {}

    public static void main(String... arguments) {
        try (TwoNodes nodes = TwoNodes.start("one-or-two");
                Nginx one = Nginx.startPatient(DIRECTORY.resolve("one"), nodes.first());
                Nginx two = Nginx.startPatient(DIRECTORY.resolve("two"), nodes.first(), nodes.second())) {
            measure("warming up", client(two), WARM_UP);
            for (int round = 0; round < 2; round++) {
                measure("one node ", client(one), MEASURED);
                measure("two nodes", client(two), MEASURED);
            }
        }
        System.exit(0);
    }

    private static void measure(String what, LoginSystem login, Duration time) {
        LoggedIn me = login.loggedIn("bench-" + UUID.randomUUID());
        print(what + " GET /session", time, times(time, () -> {
            if (!login.lets(me)) {
                throw new IllegalStateException("the session has ended");
            }
        }));
        print(what + " POST /login ", time, times(time, () -> login.loggedIn("bench-" + UUID.randomUUID())));
    }

    private static List<Long> times(Duration time, Runnable call) {
        Instant end = Instant.now().plus(time);
        return LoginSystem.atOnce(CLIENTS, () -> {
                    Stream.Builder<Long> nanos = Stream.builder();
                    while (Instant.now().isBefore(end)) {
                        long start = System.nanoTime();
                        call.run();
                        nanos.add(System.nanoTime() - start);
                    }
                    return nanos.build().toList();
                })
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static void print(String what, Duration time, List<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                "%s: %d a second, median %d ms, p95 %d ms%n",
                what,
                LongStream.of(sorted).count() / time.toSeconds(),
                Duration.ofNanos(sorted[sorted.length / 2]).toMillis(),
                Duration.ofNanos(sorted[sorted.length * 95 / 100]).toMillis());
    }

    private static LoginSystem client(Nginx nginx) {
        return new LoginSystem(
                nginx.base(),
                HttpClient.newBuilder()
                        .sslContext(nginx.trust())
                        .version(HttpClient.Version.HTTP_1_1)
                        .build());
    }
}
