package io.weapp.passport.avatar;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorConvertOp;
import java.util.Arrays;

/**
 * A square picture in memory, made without the graphics classes of AWT, which ask for a display.
 *
 * @param pixels row by row, each 8 bits of alpha, red, green and blue (sRGB)
 */
record Square(int side, int[] pixels) {

    private static final int OPAQUE = 0xFF;

    /** @param image as wide as it is high */
    static Square of(BufferedImage image) {
        int side = image.getWidth();
        ColorSpace colours = image.getColorModel().getColorSpace();
        BufferedImage web = image;
        if (colours.getType() == ColorSpace.TYPE_RGB && !colours.isCS_sRGB()) {
            web = new ColorConvertOp(null).filter(image, new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB));
        }
        return new Square(side, web.getRGB(0, 0, side, side, null, 0, side));
    }

    boolean opaque() {
        return Arrays.stream(pixels).allMatch(pixel -> pixel >>> 24 == OPAQUE);
    }

    /** Has at most {@code most} pixels a side; each is the mean of those it stands for. */
    Square shrunk(int most) {
        if (side <= most) {
            return this;
        }
        int[] means = new int[most * most];
        for (int y = 0; y < most; y++) {
            for (int x = 0; x < most; x++) {
                means[y * most + x] =
                        mean(x * side / most, (x + 1) * side / most, y * side / most, (y + 1) * side / most);
            }
        }
        return new Square(most, means);
    }

    /** Turned and mirrored the way Exif's orientation asks for. */
    Square upright(int orientation) {
        if (orientation == JpegHeader.UPRIGHT) {
            return this;
        }
        int[] turned = new int[pixels.length];
        int last = side - 1;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                turned[y * side + x] = switch (orientation) {
                    case 2 -> at(last - x, y);
                    case 3 -> at(last - x, last - y);
                    case 4 -> at(x, last - y);
                    case 5 -> at(y, x);
                    case 6 -> at(y, last - x);
                    case 7 -> at(last - y, last - x);
                    case 8 -> at(last - y, x);
                    default -> throw new IllegalArgumentException("orientation " + orientation);
                };
            }
        }
        return new Square(side, turned);
    }

    BufferedImage image() {
        int type = opaque() ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB;
        BufferedImage image = new BufferedImage(side, side, type);
        image.setRGB(0, 0, side, side, pixels, 0, side);
        return image;
    }

    private int at(int x, int y) {
        return pixels[y * side + x];
    }

    /** Weighted by alpha, so that what cannot be seen gives no colour to its neighbours. */
    private int mean(int left, int right, int top, int bottom) {
        long alpha = 0;
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int pixel = at(x, y);
                int weight = pixel >>> 24;
                alpha += weight;
                red += (long) (pixel >> 16 & 0xFF) * weight;
                green += (long) (pixel >> 8 & 0xFF) * weight;
                blue += (long) (pixel & 0xFF) * weight;
            }
        }
        if (alpha == 0) {
            return 0;
        }
        long count = (long) (right - left) * (bottom - top);
        return (int) (rounded(alpha, count) << 24
                | rounded(red, alpha) << 16
                | rounded(green, alpha) << 8
                | rounded(blue, alpha));
    }

    private static long rounded(long sum, long count) {
        return (sum + count / 2) / count;
    }

    @Override
    public String toString() {
        return "Square[side=" + side + "]";
    }
}
