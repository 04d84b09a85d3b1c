package io.weapp.passport.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HousekeepingTest {

    private int rounds;

    @Test
    @DisplayName("R12.2 a chore that fails stops no other")
    void failingChoreStopsNoOther() {
        run(
                () -> {
                    throw new IllegalStateException("no database");
                },
                () -> ++rounds < 3);

        assertThat(rounds).isEqualTo(3);
    }

    @Test
    @DisplayName("R12.1 a chore with a large backlog goes on in the next minute")
    void backlogIsBounded() {
        run(() -> ++rounds > 0);

        assertThat(rounds).isEqualTo(100);
    }

    private static void run(Chore... chores) {
        Housekeeping housekeeping = new Housekeeping();
        housekeeping.clock = Clock.systemUTC();
        housekeeping.chores = instanceOf(List.of(chores).iterator());
        housekeeping.run();
    }

    @SuppressWarnings("unchecked")
    private static Instance<Chore> instanceOf(Iterator<Chore> chores) {
        return (Instance<Chore>) Proxy.newProxyInstance(
                Instance.class.getClassLoader(), new Class<?>[] {Instance.class}, (proxy, method, arguments) -> chores);
    }
}
