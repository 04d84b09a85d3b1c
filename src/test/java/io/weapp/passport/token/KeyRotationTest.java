package io.weapp.passport.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.SignedJWT;
import io.weapp.passport.settings.HandClock;
import jakarta.persistence.PersistenceException;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class KeyRotationTest {

    private static final Duration MOMENT = Duration.ofMillis(1);
    private static final Duration ROTATION = Duration.ofDays(90);
    private static final Duration TOKEN_TTL = Duration.ofMinutes(30);

    private final HandClock clock = new HandClock();
    private final KeysInMemory stored = new KeysInMemory();
    private final Node node = new Node(stored, clock);

    @BeforeEach
    void start() {
        node.rotation.check();
    }

    @Test
    @DisplayName("R5.1 the first key signs at once")
    void firstKeySigns() {
        assertThat(statesOf(node)).containsExactly("signing");
        assertThat(stored.rotations).isEmpty();
    }

    @Test
    @DisplayName("R5.4 a new key is published at once and signs after its lead time")
    void newKeyIsPublishedBeforeItSigns() {
        String first = kidOf(node.token());

        KeyView next = node.keys.rotate("operator:root");

        assertThat(next.state()).isEqualTo("next");
        assertThat(next.signsAt()).isEqualTo(clock.instant().plus(SigningKeys.LEAD));
        assertThat(node.keys.jwks()).contains(first, next.kid());
        clock.pass(SigningKeys.LEAD.minus(MOMENT));
        assertThat(kidOf(node.token())).isEqualTo(first);
        clock.pass(MOMENT);
        assertThat(kidOf(node.token())).isEqualTo(next.kid());
        assertThat(statesOf(node)).containsExactly("signing", "retired");
    }

    @Test
    @DisplayName("R5.4 the lead time outlasts the slowest node and the oldest copy of the JWK set")
    void leadTimeIsLongEnough() {
        assertThat(SigningKeys.LEAD).isGreaterThan(SigningKeys.JWKS_MAX_AGE.plus(SigningKeys.CHECK_INTERVAL));
    }

    @Test
    @DisplayName("R5.5 a key is dropped when the last token it signed has expired, not before")
    void retiredKeyOutlivesItsTokens() {
        String first = node.keys.states().get(0).kid();
        node.keys.rotate(null);
        clock.pass(SigningKeys.LEAD);

        clock.pass(TOKEN_TTL.plus(KeyRing.SKEW));
        node.rotation.check();
        assertThat(node.keys.jwks()).contains(first);

        clock.pass(MOMENT);
        node.rotation.check();
        assertThat(node.keys.jwks()).doesNotContain(first);
        assertThat(stored.rows).containsOnlyKeys(2);
        assertThat(statesOf(node)).containsExactly("signing");
    }

    @Test
    @DisplayName("R5.5 a key that signs longer-lived tokens than it was made for stays longer")
    void longerTokensKeepTheKeyLonger() {
        node.tokenTtl = Duration.ofHours(8);
        String token = node.token();
        node.tokenTtl = TOKEN_TTL;
        node.keys.rotate(null);
        clock.pass(SigningKeys.LEAD.plusHours(7));

        Node fresh = new Node(stored, clock);
        fresh.rotation.check();

        assertThat(fresh.keys.jwks()).contains(kidOf(token));
    }

    @Test
    @DisplayName("R5.4 while a key waits no other one is made")
    void secondRotationAnswersWithTheWaitingKey() {
        KeyView next = node.keys.rotate("operator:root");

        assertThat(node.keys.rotate("operator:eve")).isEqualTo(next);
        assertThat(stored.rows).hasSize(2);
    }

    @Test
    @DisplayName("R5.6 a key that has signed long enough is replaced, and every rotation is told to the audit log")
    void rotatesOnSchedule() {
        clock.pass(ROTATION.minus(MOMENT));
        node.rotation.check();
        assertThat(stored.rows).hasSize(1);

        clock.pass(MOMENT);
        node.rotation.check();
        node.rotation.check();

        assertThat(statesOf(node)).containsExactly("next", "signing");
        clock.pass(SigningKeys.LEAD);
        KeyView asked = node.keys.rotate("operator:root");
        String due = node.keys.states().get(1).kid();
        assertThat(stored.rotations)
                .containsExactly(new KeyRotated(due, null), new KeyRotated(asked.kid(), "operator:root"));
    }

    @Test
    @DisplayName("R5.3 two nodes that rotate at once end up with one key")
    void slowerNodeTakesTheOthersKey() {
        Node other = new Node(stored, clock);
        other.rotation.check();
        node.keys.stored = new KeysInMemory() {
            @Override
            List<SigningKey> all() {
                return stored.all();
            }

            @Override
            void addNext(SigningKey key, @Nullable String actor) {
                other.keys.rotate("operator:other");
                stored.addNext(key, actor);
            }
        };

        KeyView next = node.keys.rotate("operator:root");

        assertThat(next).isEqualTo(other.keys.states().get(0));
        assertThat(stored.rows).hasSize(2);
        assertThat(stored.rotations).containsExactly(new KeyRotated(next.kid(), "operator:other"));
    }

    @Test
    @DisplayName("R5.6 a rotation on one node reaches the other one before the new key signs")
    void otherNodesLearn() {
        Node other = new Node(stored, clock);
        other.rotation.check();
        node.keys.rotate(null);

        clock.pass(SigningKeys.CHECK_INTERVAL);
        other.rotation.check();

        assertThat(other.keys.jwks()).isEqualTo(node.keys.jwks());
        clock.pass(SigningKeys.LEAD);
        assertThat(kidOf(other.token())).isEqualTo(kidOf(node.token()));
    }

    @Test
    @DisplayName("R5.7 without the database a node signs with what it knows, the waiting key included")
    void outageIsSurvived() {
        KeyView next = node.keys.rotate(null);
        stored.reachable = false;
        clock.pass(SigningKeys.LEAD);

        assertThatThrownBy(node.rotation::check).isInstanceOf(PersistenceException.class);
        assertThat(kidOf(node.token())).isEqualTo(next.kid());
        assertThatThrownBy(() -> node.keys.rotate("operator:root")).isInstanceOf(PersistenceException.class);
    }

    @Test
    void keysThatWereRemovedByHandAreReplacedAtOnce() {
        String leaked = kidOf(node.token());
        stored.rows.clear();

        node.rotation.check();

        assertThat(kidOf(node.token())).isNotEqualTo(leaked);
        assertThat(node.keys.jwks()).doesNotContain(leaked);
    }

    @Test
    @DisplayName("R5.8 a change of the algorithm leads to one rotation; tokens of both kinds are ours meanwhile")
    void algorithmChanges() throws ParseException {
        String before = node.token();
        node.algorithm = "ES256";

        node.rotation.check();
        node.rotation.check();
        clock.pass(SigningKeys.LEAD);
        node.rotation.check();

        String after = node.token();
        assertThat(SignedJWT.parse(before).getHeader().getAlgorithm()).hasToString("RS256");
        assertThat(SignedJWT.parse(after).getHeader().getAlgorithm()).hasToString("ES256");
        assertThat(node.keys.jwks()).contains(kidOf(before), kidOf(after)).doesNotContain("\"d\"");
        assertThat(stored.rows).hasSize(2);
    }

    @Test
    @DisplayName("R5.8 nodes that are reconfigured one after the other do not undo each other's change")
    void mixedConfigurationDoesNotFlap() {
        Node other = new Node(stored, clock);
        other.rotation.check();
        node.algorithm = "ES256";

        for (int i = 0; i < 5; i++) {
            node.rotation.check();
            other.rotation.check();
            clock.pass(SigningKeys.LEAD);
        }

        assertThat(stored.rows).hasSize(2);
    }

    @Test
    void unknownAlgorithmIsRefused() {
        node.algorithm = "HS256";

        assertThatThrownBy(node.rotation::check)
                .hasMessageContaining("passport.signing.algorithm must be RS256 or ES256");
        assertThat(node.token()).isNotEmpty();
    }

    private static List<String> statesOf(Node node) {
        return node.keys.states().stream().map(KeyView::state).toList();
    }

    private static String kidOf(String token) {
        try {
            return SignedJWT.parse(token).getHeader().getKeyID();
        } catch (ParseException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
