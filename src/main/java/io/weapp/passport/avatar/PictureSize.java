package io.weapp.passport.avatar;

/** The sizes a picture is kept in. */
public enum PictureSize {
    LARGE(640),
    /** What WeChat itself shows in lists. */
    SMALL(132);

    private final int pixels;

    PictureSize(int pixels) {
        this.pixels = pixels;
    }

    /** The most it has a side; a picture that is smaller stays as small as it is. */
    int pixels() {
        return pixels;
    }
}
