package io.weapp.passport.bench;

import io.weapp.passport.st.Answer;
import io.weapp.passport.st.LoginSystem;
import io.weapp.passport.st.LoginSystem.LoggedIn;
import io.weapp.passport.st.TestBed;
import io.weapp.passport.st.WechatSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * WeChat takes ten seconds for everything, and 200 users log in at once, three times: how soon they are told, how many threads of
 * the server wait meanwhile, and how long a user who is logged in waits for an answer.
 *
 * <p>After {@code mvn verify -DskipTests}: {@code mvn exec:java -Dexec.classpathScope=test
 * -Dexec.mainClass=io.weapp.passport.bench.WechatBlackout}, on WildFly with {@code -Dpassport.test.server=wildfly}.
 */
public final class WechatBlackout {

    private static final int LOGINS = 200;
    private static final int WARM_UP = 300;
    private static final int WAVES = 3;

    private static final LoginSystem LOGIN = LoginSystem.shared();
    private static final WechatSystem WECHAT = TestBed.wechat();

    private WechatBlackout() {}

    public static void main(String... arguments) throws Exception {
        LoggedIn me = LOGIN.loggedIn("blackout-me");
        for (int i = 0; i < WARM_UP; i++) {
            LOGIN.loggedIn("blackout-" + i);
            LOGIN.lets(me);
        }
        print("GET /session, WeChat well", sessionTimes(me, 100));
        WECHAT.delay(WechatSystem.CODE_TO_SESSION, Duration.ofSeconds(10));
        for (int wave = 1; wave <= WAVES; wave++) {
            wave(wave, me);
        }
        System.exit(0);
    }

    private static void wave(int number, LoggedIn me) throws Exception {
        List<Duration> logins = Collections.synchronizedList(new ArrayList<>());
        List<Duration> others = new ArrayList<>();
        Map<String, Integer> outcomes = new ConcurrentHashMap<>();
        AtomicInteger most = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        Thread watch = new Thread(() -> watch(most, over));
        Thread users = new Thread(() -> LoginSystem.atOnce(LOGINS, () -> {
            String code = WECHAT.loginCodeOf("blackout-wave");
            Instant start = Instant.now();
            Answer answer = LOGIN.login(code);
            logins.add(Duration.between(start, Instant.now()));
            return outcomes.merge(answer.status() + " " + answer.text("code"), 1, Integer::sum);
        }));
        watch.start();
        users.start();
        while (users.isAlive()) {
            others.addAll(sessionTimes(me, 1));
        }
        over.set(true);
        watch.join();
        System.out.printf(
                "wave %d: %s, at most %d threads waiting for WeChat%n", number, new TreeMap<>(outcomes), most.get());
        print("  login answered", logins);
        print("  GET /session meanwhile", others);
    }

    private static List<Duration> sessionTimes(LoggedIn me, int calls) {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            Instant start = Instant.now();
            if (!LOGIN.lets(me)) {
                throw new IllegalStateException("the session has ended");
            }
            times.add(Duration.between(start, Instant.now()));
        }
        return times;
    }

    private static void watch(AtomicInteger most, AtomicBoolean over) {
        while (!over.get()) {
            most.accumulateAndGet(threadsAtWechat(), Math::max);
        }
    }

    /** In the server process, whose stacks the JDK's own tool prints. */
    private static int threadsAtWechat() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").endsWith("java"))
                .mapToInt(process -> count(dump(process.pid())))
                .max()
                .orElse(0);
    }

    private static int count(String dump) {
        int count = 0;
        for (String thread : dump.split("\n\n", -1)) {
            count += thread.contains("WechatWire.answerTo") ? 1 : 0;
        }
        return count;
    }

    private static String dump(long pid) {
        try {
            Process jcmd = new ProcessBuilder("jcmd", String.valueOf(pid), "Thread.print").start();
            return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void print(String what, List<Duration> times) {
        List<Duration> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        System.out.printf(
                "%s, %d [ms]: median %d, p95 %d, max %d%n",
                what,
                sorted.size(),
                sorted.get(sorted.size() / 2).toMillis(),
                sorted.get(sorted.size() * 95 / 100).toMillis(),
                sorted.get(sorted.size() - 1).toMillis());
    }
}
