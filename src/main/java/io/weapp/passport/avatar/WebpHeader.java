package io.weapp.passport.avatar;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What is read of a WebP file without decoding it. */
final class WebpHeader {

    /** "VP8 ": a chunk with a lossy frame (RFC 9649, section 2.5). */
    private static final int LOSSY = 0x56503820;

    /** Its frame header: 3 bytes of flags, then this, then width and height of 14 bits each (RFC 6386, section 9.1). */
    private static final int START_CODE = 0x9D012A;

    private static final int START_CODE_AT = 11;
    private static final int SIZE_AT = 14;
    private static final int END = 18;
    private static final int SIDE = 0x3FFF;

    private WebpHeader() {}

    /**
     * How many pixels the largest lossy frame has, wherever it stands. The decoder makes room for it whatever size the file claims
     * for the whole picture.
     */
    static int largestFrameOf(byte[] webp) {
        ByteBuffer file = ByteBuffer.wrap(webp);
        ByteBuffer sizes = ByteBuffer.wrap(webp).order(ByteOrder.LITTLE_ENDIAN);
        int largest = 0;
        for (int at = 0; at + END <= webp.length; at++) {
            if (file.getInt(at) == LOSSY && file.getInt(at + START_CODE_AT - 1) << 8 >>> 8 == START_CODE) {
                int width = sizes.getShort(at + SIZE_AT) & SIDE;
                int height = sizes.getShort(at + SIZE_AT + 2) & SIDE;
                largest = Math.max(largest, width * height);
            }
        }
        return largest;
    }
}
