package io.weapp.passport.wechat;

import io.weapp.passport.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What WeChat's error numbers mean, read from {@code errcodes.txt}.
 *
 * @see <a href="https://developers.weixin.qq.com/miniprogram/dev/server/API/user-login/api_code2session">code2Session</a>
 */
public final class Errcodes {

    private static final String OTHERS = "*";
    private static final Map<Key, Errcode> TABLE = read();
    private static final Set<Integer> NUMBERS =
            TABLE.keySet().stream().map(Key::number).collect(Collectors.toUnmodifiableSet());

    private record Key(int number, String api) {}

    /**
     * One line of the table.
     *
     * @param apis WeChat's names of the APIs where the number means this; {@code *} is all that have no line of their own
     * @param who must act: developer, operator, user or wechat
     * @param pause how long to wait before the next try, where another try helps
     */
    record Errcode(
            int number,
            List<String> apis,
            ProblemType problem,
            String who,
            @Nullable Duration pause,
            String cause,
            String remedy) {

        /** The {@code detail} of our problem. */
        String detail() {
            return cause + " " + remedy;
        }

        /** Whether the same request may succeed later with nobody doing anything. */
        boolean retryable() {
            return problem.action() == ProblemType.Action.RETRY;
        }
    }

    private Errcodes() {}

    /** The whole table, in its order. */
    public static List<ErrcodeView> views() {
        return TABLE.values().stream().distinct().map(ErrcodeView::of).toList();
    }

    /** The line for a number; one that is not in the table needs an operator's eye. */
    static Errcode of(String api, int number) {
        Errcode own = TABLE.get(new Key(number, api));
        Errcode common = TABLE.get(new Key(number, OTHERS));
        return own != null ? own : Objects.requireNonNullElseGet(common, () -> unknown(number));
    }

    /** The number, for those who count by it; {@code other} if it is not in the table, so that there is no end of numbers. */
    static String label(int number) {
        return NUMBERS.contains(number) ? Integer.toString(number) : "other";
    }

    private static Errcode unknown(int number) {
        return new Errcode(
                number,
                List.of(OTHERS),
                ProblemType.WECHAT_MISCONFIGURED,
                "operator",
                null,
                "WeChat answered with an unknown errcode.",
                "Look it up in WeChat's documentation.");
    }

    private static Map<Key, Errcode> read() {
        Map<Key, Errcode> table = new LinkedHashMap<>();
        text().lines()
                .filter(line -> !line.startsWith("#"))
                .map(Errcodes::parsed)
                .forEach(line -> line.apis().forEach(api -> table.put(new Key(line.number(), api), line)));
        return table;
    }

    private static Errcode parsed(String line) {
        String[] cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
        return new Errcode(
                Integer.parseInt(cells[0]),
                List.of(cells[1].split(",")),
                ProblemType.valueOf(cells[2].toUpperCase(Locale.ROOT)),
                cells[3],
                cells[4].equals("-") ? null : Duration.parse(cells[4]),
                cells[5],
                cells[6]);
    }

    private static String text() {
        try (InputStream table = Errcodes.class.getResourceAsStream("errcodes.txt")) {
            return new String(Objects.requireNonNull(table).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
