package io.weapp.passport.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceContextTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

    @Test
    @DisplayName("R24.2 a valid context is kept, and each step of ours gets an id of its own")
    void validContextIsKept() {
        TraceContext trace = TraceContext.of(List.of(PARENT), List.of("rojo=00f067aa0ba902b7,congo=t61rcWkgMzE"));

        TraceContext step = trace.step();

        assertThat(trace.parent()).isEqualTo(PARENT);
        assertThat(step.parent()).matches("00-" + TRACE + "-[0-9a-f]{16}-01").isNotEqualTo(PARENT);
        assertThat(step.state()).isEqualTo("rojo=00f067aa0ba902b7,congo=t61rcWkgMzE");
    }

    @Test
    @DisplayName("R24.2 without a context a trace begins")
    void traceBegins() {
        TraceContext trace = TraceContext.of(List.of(), List.of("rojo=1"));

        assertThat(trace.parent()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
        assertThat(trace.state()).isNull();
        assertThat(TraceContext.of(List.of(), List.of())).isNotEqualTo(trace);
    }

    @ParameterizedTest
    @DisplayName("R24.3 a malformed traceparent is as good as none (sections 3.2.2.1 to 3.2.2.5)")
    @ValueSource(
            strings = {
                "",
                "00",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1",
                "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01what",
                "00-4bf92f3577b34da6a3ce929d0e0e47\n6-00f067aa0ba902b7-01"
            })
    void malformedParentIsIgnored(String parent) {
        TraceContext trace = TraceContext.of(List.of(parent), List.of("rojo=1"));

        assertThat(trace.traceId()).matches("[0-9a-f]{32}").isNotEqualTo(TRACE);
        assertThat(trace.state()).isNull();
    }

    @Test
    @DisplayName("R24.3 two of them are as good as none")
    void twoParentsAreIgnored() {
        assertThat(TraceContext.of(List.of(PARENT, PARENT), List.of()).traceId())
                .isNotEqualTo(TRACE);
    }

    @ParameterizedTest
    @DisplayName(
            "R24.2 of a later version what is known is read, of the flags what has a meaning (sections 3.2.4, 3.2.2.5)")
    @CsvSource({"01,01,01", "cc,03-what-the-future-brings,01", "01,02,00", "00,00,00"})
    void laterVersionIsRead(String version, String flags, String passedOn) {
        String parent = version + "-" + TRACE + "-00f067aa0ba902b7-" + flags;

        assertThat(TraceContext.of(List.of(parent), List.of()).parent())
                .isEqualTo("00-" + TRACE + "-00f067aa0ba902b7-" + passedOn);
    }

    @Test
    @DisplayName("R24.2 several tracestate headers are one list (section 3.3.1)")
    void statesAreJoined() {
        assertThat(stateOf("rojo=1", "fw529a3039@dt=x y , ")).isEqualTo("rojo=1,fw529a3039@dt=x y , ");
    }

    @ParameterizedTest
    @DisplayName("R24.3 a malformed tracestate is dropped, the trace stays (section 3.3.1)")
    @ValueSource(strings = {"rojo", "Rojo=1", "rojo=", "rojo=ä", "rojo=1=2", "rojo=1\r\nX-Evil: 1", "=1", ","})
    void malformedStateIsDropped(String state) {
        assertThat(stateOf(state)).isNull();
        assertThat(TraceContext.of(List.of(PARENT), List.of(state)).traceId()).isEqualTo(TRACE);
    }

    @Test
    @DisplayName("R24.3 more than 32 members or 512 characters are dropped")
    void longStateIsDropped() {
        assertThat(stateOf(String.join(",", Collections.nCopies(32, "a=1")))).isNotNull();
        assertThat(stateOf(String.join(",", Collections.nCopies(33, "a=1")))).isNull();
        assertThat(stateOf("a=" + "x".repeat(256), "b=" + "x".repeat(251))).hasSize(512);
        assertThat(stateOf("a=" + "x".repeat(256), "b=" + "x".repeat(252))).isNull();
    }

    private static String stateOf(String... states) {
        return TraceContext.of(List.of(PARENT), List.of(states)).state();
    }
}
