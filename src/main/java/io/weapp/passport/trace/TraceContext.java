package io.weapp.passport.trace;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * To which trace something belongs.
 *
 * @param parent a valid {@code traceparent} of version 00 (section 3.2)
 * @param state a valid {@code tracestate}, of others (section 3.3); null if there is none
 * @see <a href="https://www.w3.org/TR/trace-context-1/">W3C Trace Context</a>
 */
public record TraceContext(String parent, @Nullable String state) {

    /** Names of the headers. */
    public static final String PARENT = "traceparent";

    public static final String STATE = "tracestate";

    /** What everybody must be able to pass on (section 3.3.1); what is longer is dropped. */
    private static final int MAX_STATE = 512;

    private static final int MAX_MEMBERS = 32;

    /** Version, trace-id, parent-id and trace-flags (section 3.2.2); a later version may go on behind them (section 3.2.4). */
    private static final Pattern FIELDS =
            Pattern.compile("(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(-.*)?");

    /** A key, also of several tenants, and a printable value without comma and equals sign (section 3.3.1). */
    private static final Pattern MEMBER = Pattern.compile(
            "([a-z][a-z0-9_*/-]{0,255}|[a-z0-9][a-z0-9_*/-]{0,240}@[a-z][a-z0-9_*/-]{0,13})=[ -+\\--<>-~]{0,255}[!-+\\--<>-~]");

    private static final SecureRandom RANDOM = new SecureRandom();

    /** What a request brought; a new trace if that is nothing, not valid, or more than one. */
    public static TraceContext of(List<String> parents, List<String> states) {
        Matcher fields = FIELDS.matcher(parents.size() == 1 ? parents.get(0) : "");
        if (!fields.matches() || fields.group(1).equals("00") && fields.group(4) != null) {
            return new TraceContext("00-" + random(16) + "-" + random(8) + "-00", null);
        }
        return new TraceContext("00-" + parents.get(0).substring(3, 53) + flags(fields.group(3)), stateOf(states));
    }

    /** The same for a step of ours: it gets an id of its own (section 3.2.2.4). */
    public TraceContext step() {
        return new TraceContext("00-" + traceId() + "-" + random(8) + parent.substring(52), state);
    }

    /** The same for every step. */
    public String traceId() {
        return parent.substring(3, 35);
    }

    /** Whether it is recorded; the other flags have no meaning yet and are not passed on (section 3.2.2.5). */
    private static String flags(String hex) {
        return (Integer.parseInt(hex, 16) & 1) == 1 ? "01" : "00";
    }

    /** Several headers are one list (section 3.3.1). */
    private static @Nullable String stateOf(List<String> states) {
        String joined = String.join(",", states);
        if (joined.isEmpty() || joined.length() > MAX_STATE) {
            return null;
        }
        String[] members = joined.split(",", -1);
        int count = 0;
        for (String member : members) {
            String stripped = member.strip();
            if (!stripped.isEmpty() && (!MEMBER.matcher(stripped).matches() || ++count > MAX_MEMBERS)) {
                return null;
            }
        }
        return count == 0 ? null : joined;
    }

    private static String random(int bytes) {
        byte[] id = new byte[bytes];
        RANDOM.nextBytes(id);
        id[0] |= 1; // all zeros would be no id
        return HexFormat.of().formatHex(id);
    }
}
