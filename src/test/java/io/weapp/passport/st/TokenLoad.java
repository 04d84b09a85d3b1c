package io.weapp.passport.st;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** Clients that log in now and then and use their tokens, fresh and old, without a pause; it keeps what went wrong. */
final class TokenLoad {

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final int CALLS_PER_LOGIN = 40;

    /** A token this close to its end may expire on the way. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final LoginSystem login;
    private final URI session;
    private final Duration tokenTtl;
    private final Predicate<Set<String>> enough;
    private final Instant deadline;
    private final Set<String> signers = ConcurrentHashMap.newKeySet();
    private final Set<String> unknownSigners = ConcurrentHashMap.newKeySet();
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
    private final AtomicLong calls = new AtomicLong();

    private TokenLoad(PassportServer server, Duration tokenTtl, Predicate<Set<String>> enough, Duration patience) {
        this.login = new LoginSystem(server.base());
        this.session = server.base().resolve("/api/v1/session");
        this.tokenTtl = tokenTtl;
        this.enough = enough;
        this.deadline = Instant.now().plus(patience);
    }

    /** Runs until the kids of all tokens seen are enough, or patience ends. */
    static TokenLoad of(
            int clients, PassportServer server, Duration tokenTtl, Predicate<Set<String>> enough, Duration patience) {
        TokenLoad load = new TokenLoad(server, tokenTtl, enough, patience);
        LoginSystem.atOnce(clients, () -> {
            load.run();
            return true;
        });
        return load;
    }

    /** The kids that signed the tokens of this load. */
    Set<String> signers() {
        return signers;
    }

    /** Kids in fresh tokens that the JWK set, read just before, did not hold. */
    Set<String> signersUnknownToTheJwks() {
        return unknownSigners;
    }

    /** Every answer but 200, with the age of its token. */
    List<String> refusals() {
        return List.copyOf(refusals);
    }

    long calls() {
        return calls.get();
    }

    private record Held(String token, Instant since) {}

    private void run() {
        Deque<Held> held = new ArrayDeque<>();
        while (!enough.test(signers) && Instant.now().isBefore(deadline)) {
            held.addLast(fresh());
            Instant tooOld = Instant.now().minus(tokenTtl).plus(MARGIN);
            held.removeIf(old -> old.since().isBefore(tooOld));
            for (int i = 0; i < CALLS_PER_LOGIN / 2; i++) {
                use(held.getFirst());
                use(held.getLast());
            }
        }
    }

    private Held fresh() {
        Set<String> published = KeysST.publishedBy(login);
        Instant before = Instant.now();
        String token = login.loggedIn("load-" + UUID.randomUUID()).accessToken();
        String kid = KeysST.headerOf(token).getKeyID();
        signers.add(kid);
        if (!published.contains(kid)) {
            unknownSigners.add(kid);
        }
        return new Held(token, before);
    }

    private void use(Held held) {
        calls.incrementAndGet();
        int status = statusOf(held.token());
        if (status != 200) {
            refusals.add(status + " after " + Duration.between(held.since(), Instant.now()));
        }
    }

    private int statusOf(String token) {
        HttpRequest request = HttpRequest.newBuilder(session)
                .header("Authorization", "Bearer " + token)
                .timeout(Duration.ofMinutes(1))
                .build();
        try {
            return CLIENT.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
