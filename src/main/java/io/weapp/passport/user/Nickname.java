package io.weapp.passport.user;

import io.weapp.passport.problem.ProblemException;
import java.text.Normalizer;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A nickname that a user has typed. */
public final class Nickname {

    static final String WECHAT_PLACEHOLDER = "微信用户";
    static final int MAX_CODE_POINTS = 32;

    /** Letters to Unicode, but nothing to the eye: four Hangul fillers and the empty Braille pattern. */
    private static final Set<Integer> BLANK = Set.of(0x115F, 0x1160, 0x3164, 0xFFA0, 0x2800);

    private Nickname() {}

    /**
     * The nickname in Unicode form C, without characters that cannot be seen or that let it pose as another.
     *
     * @throws ProblemException {@code invalid_request} if nothing is left to see, if it has more than 32 code points, or if it is
     *     the name that WeChat gives to everybody who shows none
     */
    public static String of(@Nullable String raw) {
        String name = visible(raw == null ? "" : raw);
        if (name.codePoints().noneMatch(Nickname::seen)) {
            throw ProblemException.violation("nickname", "must have at least one visible character");
        }
        if (name.codePointCount(0, name.length()) > MAX_CODE_POINTS) {
            throw ProblemException.violation("nickname", "must have " + MAX_CODE_POINTS + " characters at most");
        }
        if (name.equals(WECHAT_PLACEHOLDER)) {
            throw ProblemException.violation("nickname", "must not be WeChat's name for everybody who shows none");
        }
        return name;
    }

    /** Normalised last, because what is taken out may have kept two characters apart. */
    private static String visible(String raw) {
        return Normalizer.normalize(VisibleText.of(raw, Integer.MAX_VALUE), Normalizer.Form.NFC);
    }

    private static boolean seen(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.SPACE_SEPARATOR,
                    Character.FORMAT,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.UNASSIGNED -> false;
            default -> !BLANK.contains(codePoint);
        };
    }
}
