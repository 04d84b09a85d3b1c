package io.weapp.passport.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.weapp.passport.vault.OpenVault;
import io.weapp.passport.vault.Vault;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R4.3 the ring keeps the newest session key and its predecessor by the start of their exchange")
class SessionKeyRingTest {

    private static final Instant FIRST = Instant.parse("2026-01-01T10:00:00Z");
    private static final Instant SECOND = FIRST.plusSeconds(1);
    private static final Instant THIRD = FIRST.plusSeconds(2);

    private final Vault vault = OpenVault.withTestKey();
    private final SessionKeyRing ring = SessionKeyRing.of(Identity.of(User.arrive(FIRST), "wx1", "o1", FIRST));

    @Test
    void newKeyMovesTheOldOneBack() {
        add("A", FIRST);
        add("B", SECOND);
        add("C", THIRD);

        assertThat(ring.keys(vault)).containsExactly("C", "B");
    }

    @Test
    void keyOfASlowAnswerDoesNotReplaceANewerOne() {
        add("B", SECOND);
        add("A", FIRST);

        assertThat(ring.keys(vault)).containsExactly("B", "A");
    }

    @Test
    void keyOlderThanBothIsDropped() {
        add("B", SECOND);
        add("C", THIRD);
        add("A", FIRST);

        assertThat(ring.keys(vault)).containsExactly("C", "B");
    }

    @Test
    void sameKeyAgainIsKeptOnce() {
        add("A", FIRST);
        add("A", THIRD);
        add("B", SECOND);

        assertThat(ring.keys(vault)).containsExactly("A", "B");
    }

    private void add(String key, Instant startedAt) {
        ring.add(key, startedAt, vault);
    }
}
