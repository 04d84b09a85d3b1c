package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.SignedJWT;
import jakarta.json.JsonObject;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once-on-payara")
class KeysST {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int CLIENTS = 8;

    @Test
    @DisplayName(
            "R5.4, R5.5 keys that rotate under load cost no client its token, and leave when their tokens are dead")
    void rotationUnderLoadIsNotNoticed() {
        Duration tokenTtl = Duration.ofSeconds(20);
        try (PassportServer server = start(
                "keys",
                Map.of("PASSPORT_SIGNING_ROTATION", "PT1S", "PASSPORT_ACCESS_TOKEN_TTL", tokenTtl.toString()))) {
            LoginSystem login = new LoginSystem(server.base());
            Set<String> first = publishedBy(login);

            TokenLoad load = TokenLoad.of(CLIENTS, server, tokenTtl, signers -> signers.size() == 3, PATIENCE);

            assertThat(load.refusals()).isEmpty();
            assertThat(load.signersUnknownToTheJwks()).isEmpty();
            assertThat(load.signers()).containsAll(first).hasSizeGreaterThanOrEqualTo(3);
            assertThat(load.calls()).isGreaterThan(CLIENTS);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(publishedBy(login)).doesNotContainAnyElementsOf(first));
            assertThat(new Database(server.databaseUrl())
                            .number("select count(*) from audit_event where event_type = 'key_rotated'"))
                    .isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    @DisplayName("R5.8 the algorithm can be changed on a system that is in use")
    void algorithmChanges() {
        try (PassportServer server = start("algorithm", Map.of())) {
            LoginSystem login = new LoginSystem(server.base());
            String before = loggedIn(login);
            assertThat(headerOf(before).getAlgorithm()).hasToString("RS256");

            server.restart(Map.of("PASSPORT_SIGNING_ALGORITHM", "ES256"));

            String after = loggedIn(login);
            assertThat(headerOf(after).getAlgorithm()).hasToString("ES256");
            assertThat(login.get("/api/v1/session", after).status()).isEqualTo(200);
            assertThat(publishedBy(login)).contains(headerOf(before).getKeyID());
            Answer old = login.get("/api/v1/session", before);
            if (ServerKind.ofThisRun().verifiesOneAlgorithmOnly()) {
                Problems.assertProblem(old, 401, "token_expired", "refresh");
            } else {
                assertThat(old.status()).isEqualTo(200);
            }
        }
    }

    static Set<String> publishedBy(LoginSystem login) {
        List<JsonObject> keys =
                login.get("/.well-known/jwks.json").json().getJsonArray("keys").getValuesAs(JsonObject.class);
        return Set.copyOf(keys.stream().map(key -> key.getString("kid")).toList());
    }

    static JWSHeader headerOf(String token) {
        try {
            return SignedJWT.parse(token).getHeader();
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String loggedIn(LoginSystem login) {
        return login.loggedIn("keys-" + UUID.randomUUID()).accessToken();
    }

    private static PassportServer start(String name, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(TestBed.settings());
        settings.putAll(more);
        return PassportServer.start(name, settings);
    }
}
