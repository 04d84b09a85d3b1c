package io.weapp.passport.st;

import io.weapp.passport.st.LoginSystem.LoggedIn;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Clients that log in, name themselves and refresh, one after the other without a pause, and keep what they were told. */
final class Crowd implements AutoCloseable {

    /** What a client was told, and must find again whatever happens. */
    record Acknowledged(LoggedIn user, String nickname) {}

    private final LoginSystem login;
    private final UserInfoSystem info;
    private final ExecutorService threads;
    private final Queue<Answer> refusals = new ConcurrentLinkedQueue<>();
    private final Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicLong slowest = new AtomicLong();
    private volatile boolean gone;

    Crowd(LoginSystem login, int clients) {
        this.login = login;
        this.info = new UserInfoSystem(login);
        this.threads = Executors.newFixedThreadPool(clients);
        for (int i = 0; i < clients; i++) {
            threads.execute(this::live);
        }
    }

    /** Every answer that was not 200. */
    List<Answer> refusals() {
        return List.copyOf(refusals);
    }

    List<Acknowledged> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** Milliseconds that the slowest answer took. */
    long slowest() {
        return slowest.get();
    }

    private void live() {
        while (!gone) {
            String code = TestBed.wechat().loginCodeOf("crowd-" + UUID.randomUUID());
            Answer first = asked(() -> login.login(code));
            if (first.status() != 200) {
                continue;
            }
            LoggedIn me = LoggedIn.from(first);
            String nickname = "c" + UUID.randomUUID().toString().substring(0, 8);
            if (asked(() -> info.rename(me, nickname)).status() != 200) {
                continue;
            }
            Answer next = asked(() -> login.refresh(me.refreshToken()));
            acknowledged.add(new Acknowledged(next.status() == 200 ? LoggedIn.from(next) : me, nickname));
        }
    }

    private Answer asked(Supplier<Answer> call) {
        long start = System.nanoTime();
        Answer answer = call.get();
        slowest.accumulateAndGet(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start), Math::max);
        if (answer.status() != 200) {
            refusals.add(answer);
        }
        return answer;
    }

    /** Returns when everybody has had an answer. */
    @Override
    public void close() throws InterruptedException {
        gone = true;
        threads.shutdown();
        if (!threads.awaitTermination(2, TimeUnit.MINUTES)) {
            throw new IllegalStateException("A client still waits for its answer");
        }
    }
}
