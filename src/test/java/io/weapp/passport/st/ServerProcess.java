package io.weapp.passport.st;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.remote.JMXConnector;

/** One run of a server, in as many processes as it likes; what it prints is added to a log. */
final class ServerProcess {
    private static final Duration PATIENCE_AT_START = Duration.ofMinutes(3);
    private static final Duration PATIENCE_AT_END = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int LINES_SHOWN = 150;

    private final Process process;
    private final Path log;
    private final int logStart;

    ServerProcess(ProcessBuilder builder, Path log) {
        this.log = log;
        try {
            this.logStart = Files.exists(log) ? (int) Files.size(log) : 0;
            this.process = builder.redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives up as soon as the server has ended, or its log says that it will never be ready. */
    void awaitReady(BooleanSupplier ready, Predicate<String> hopeless) {
        Instant deadline = Instant.now().plus(PATIENCE_AT_START);
        while (!ready.getAsBoolean()) {
            // Asked before the log is read: its last line may be the one that says why.
            boolean alive = process.isAlive();
            if (hopeless.test(printed())) {
                throw failure("The server could not deploy the WAR.");
            }
            if (!alive) {
                throw failure("The server has ended.");
            }
            if (Instant.now().isAfter(deadline)) {
                throw failure("The server is not ready after " + PATIENCE_AT_START + ".");
            }
            pause();
        }
    }

    /** To the JVM that runs the passport: start scripts and admin tools may be JVMs, too. */
    JMXConnector jmx() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .filter(ServerProcess::isJvm)
                .flatMap(each -> LocalJmx.to(each.pid()).stream())
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("No JVM of the server has our MXBeans; its log is " + log));
    }

    /** Whoever wants to attach to another process kills it: a shell ends at the signal that a JVM understands. */
    private static boolean isJvm(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("java");
    }

    void end(Consumer<ProcessHandle> how) {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(how);
        for (ProcessHandle each : all) {
            each.onExit()
                    .completeOnTimeout(each, PATIENCE_AT_END.toSeconds(), TimeUnit.SECONDS)
                    .join()
                    .destroyForcibly();
        }
    }

    /** Returns when the server has ended, by whatever hand. */
    void join() throws InterruptedException {
        process.waitFor();
    }

    private IllegalStateException failure(String what) {
        end(ProcessHandle::destroyForcibly);
        List<String> lines =
                printed().lines().filter(line -> !line.startsWith("\tat ")).toList();
        String last =
                lines.stream().skip(Math.max(0, lines.size() - LINES_SHOWN)).collect(Collectors.joining("\n"));
        return new IllegalStateException(what + " The end of " + log + ":\n" + last);
    }

    private String printed() {
        try {
            byte[] bytes = Files.readAllBytes(log);
            return new String(bytes, logStart, bytes.length - logStart, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            end(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the server started", e);
        }
    }
}
