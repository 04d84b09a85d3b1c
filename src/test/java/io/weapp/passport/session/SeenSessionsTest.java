package io.weapp.passport.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R7.14 the use of sessions is written down now and then")
class SeenSessionsTest {

    private final List<List<String>> written = new ArrayList<>();
    private boolean databaseDown;
    private final SeenSessions seen = new SeenSessions();

    @BeforeEach
    void setUp() {
        seen.sessions = new LoginSessions() {
            @Override
            void used(List<String> sessionIds) {
                if (databaseDown) {
                    throw new IllegalStateException("no database");
                }
                written.add(sessionIds);
            }
        };
    }

    @Test
    void sessionSeenOftenIsWrittenOnce() {
        seen.note("a");
        seen.note("b");
        seen.note("a");

        assertThat(seen.work()).isFalse();
        assertThat(seen.work()).isFalse();

        assertThat(written).containsExactly(List.of("a", "b"));
    }

    @Test
    void manySessionsAreWrittenInBatches() {
        for (int i = 0; i < 1200; i++) {
            seen.note("session-" + i);
        }

        seen.flush();

        assertThat(written).extracting(List::size).containsExactly(500, 500, 200);
    }

    @Test
    void whatCouldNotBeWrittenIsKept() {
        seen.note("a");
        databaseDown = true;
        assertThatThrownBy(seen::work).isInstanceOf(IllegalStateException.class);
        seen.flush();
        databaseDown = false;

        seen.work();

        assertThat(written).containsExactly(List.of("a"));
    }
}
