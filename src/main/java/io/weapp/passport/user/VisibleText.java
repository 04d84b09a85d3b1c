package io.weapp.passport.user;

import java.util.regex.Pattern;

/** What people may show one another: text without the characters that let it pose as something else. */
public final class VisibleText {

    private static final int ZERO_WIDTH_JOINER = 0x200D;

    /** At an end, beside another joiner, or beside ASCII, where it could only tell two equal-looking names apart. */
    private static final Pattern JOINS_NOTHING =
            Pattern.compile("(?<![^\\x00-\\x7f\u200D])\u200D|\u200D(?![^\\x00-\\x7f\u200D])");

    private VisibleText() {}

    /**
     * The text without control characters, bidirectional overrides and line breaks, trimmed.
     *
     * @param maxCodePoints where it is cut off
     */
    public static String of(String raw, int maxCodePoints) {
        String visible = raw.codePoints()
                .filter(VisibleText::visible)
                .limit(maxCodePoints)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return JOINS_NOTHING.matcher(visible).replaceAll("").strip();
    }

    private static boolean visible(int codePoint) {
        // Holds emoji together.
        boolean joiner = codePoint == ZERO_WIDTH_JOINER;
        int type = Character.getType(codePoint);
        return joiner
                || !(type == Character.CONTROL
                        || type == Character.FORMAT
                        || type == Character.SURROGATE
                        || type == Character.LINE_SEPARATOR
                        || type == Character.PARAGRAPH_SEPARATOR);
    }
}
