package io.weapp.passport.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weapp.passport.problem.ProblemException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditQueryTest {

    @Test
    void onlyWhatIsAskedForIsACondition() {
        assertThat(new AuditQuery()
                        .type(null)
                        .user(null)
                        .app(null)
                        .between(null, null)
                        .jpql())
                .doesNotContain(" and e.type", "userId", "appId", ":from", ":to");
        assertThat(new AuditQuery().type("login").app("wx1").jpql())
                .contains(" and e.type = :type and e.appId = :appId order by");
    }

    @Test
    void timesMayHaveAnyOffset() {
        assertThat(new AuditQuery()
                        .between("2026-11-22T08:00:00+08:00", "2026-11-22T08:00:00.5Z")
                        .parameters())
                .containsEntry("from", Instant.parse("2026-11-22T00:00:00Z"))
                .containsEntry("to", Instant.parse("2026-11-22T08:00:00.500Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-11-22",
                "2026-11-22T08:00:00",
                "2026-11-22T08:00:00 08:00",
                "2026-13-01T00:00:00Z"
            })
    void whatIsNoTimeIsAViolation(String text) {
        assertThatThrownBy(() -> new AuditQuery().between(null, text))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().violations())
                                .singleElement()
                                .satisfies(violation ->
                                        assertThat(violation.field()).isEqualTo("to")));
    }

    @Test
    void emptyRangeAndUnknownTypeAreViolations() {
        assertThatThrownBy(() -> new AuditQuery().between("2026-11-22T08:00:00Z", "2026-11-22T08:00:00Z"))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> new AuditQuery().type("LOGIN")).isInstanceOf(ProblemException.class);
    }
}
