package io.weapp.passport.st;

import java.util.Collection;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Everything that was answered in this run, and every secret that went over the wire, for the search for leaks at its end. */
final class Transcript {

    static final Queue<Answer> ANSWERS = new ConcurrentLinkedQueue<>();
    static final Set<String> CODES = ConcurrentHashMap.newKeySet();
    static final Set<String> SECRETS = ConcurrentHashMap.newKeySet();
    static final Set<String> TOKENS = ConcurrentHashMap.newKeySet();

    static final Set<String> PHONES = ConcurrentHashMap.newKeySet();

    private Transcript() {}

    static Answer keep(Answer answer) {
        ANSWERS.add(answer);
        if (answer.status() == 200 && answer.body().startsWith("{")) {
            for (String name : Set.of("accessToken", "refreshToken")) {
                String token = answer.json().getString(name, "");
                if (!token.isEmpty()) {
                    TOKENS.add(token);
                }
            }
            if (answer.body().contains("\"verifiedAt\"") && answer.json().containsKey("phone")) {
                PHONES.add(answer.json().getString("phone"));
            }
        }
        return answer;
    }

    /** Answers that may not show a whole phone number: not to its owner, nor to a service that may see it. */
    static Collection<Answer> withoutWholePhones() {
        return ANSWERS.stream()
                .filter(answer -> !answer.body().contains("\"countryCode\"")
                        && !answer.body().contains("\"phoneCountryCode\""))
                .toList();
    }

    /** Answers that may not show any token, because they are no login state. */
    static Collection<Answer> withoutLoginStates() {
        return ANSWERS.stream()
                .filter(answer -> !answer.body().contains("\"accessToken\""))
                .toList();
    }
}
