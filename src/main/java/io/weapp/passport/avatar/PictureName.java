package io.weapp.passport.avatar;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a picture is called: the SHA-256 of its large form, in hexadecimal.
 *
 * @param type {@code jpg} or {@code png}
 */
public record PictureName(String hash, String type) {

    private static final Pattern TEXT = Pattern.compile("([0-9a-f]{64})\\.(jpg|png)");
    private static final Pattern FILE = Pattern.compile("([0-9a-f]{64})-(640|132)\\.(jpg|png)");

    /** One form of a picture. */
    public record InSize(PictureName picture, PictureSize size) {}

    /** Reads what {@link #text} wrote. */
    static PictureName of(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Not the name of a picture");
        }
        return new PictureName(parts.group(1), parts.group(2));
    }

    /**
     * Reads what {@link #file} wrote.
     *
     * @throws ProblemException {@code not_found} if it is anything else
     */
    public static InSize ofFile(String file) {
        Matcher parts = FILE.matcher(file);
        if (!parts.matches()) {
            throw new ProblemException(ProblemType.NOT_FOUND, "There is no such avatar.");
        }
        PictureSize size = parts.group(2).equals("640") ? PictureSize.LARGE : PictureSize.SMALL;
        return new InSize(new PictureName(parts.group(1), parts.group(3)), size);
    }

    InSize in(PictureSize size) {
        return new InSize(this, size);
    }

    public String text() {
        return hash + "." + type;
    }

    /** The last part of its address. */
    public String file(PictureSize size) {
        return hash + "-" + size.pixels() + "." + type;
    }

    public String mediaType() {
        return type.equals("jpg") ? "image/jpeg" : "image/png";
    }
}
