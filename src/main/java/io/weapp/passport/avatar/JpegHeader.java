package io.weapp.passport.avatar;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What is read of a JPEG file without decoding it. */
final class JpegHeader {

    static final int UPRIGHT = 1;

    private static final int EXIF_SEGMENT = 0xE1;
    private static final int START_OF_SCAN = 0xDA;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int LITTLE_ENDIAN = 0x4949;
    private static final int ENTRY_BYTES = 12;
    private static final int ORIENTATION = 0x0112;

    private JpegHeader() {}

    /** How the camera was held, 1 to 8 (Exif 2.3, tag 274); 1 if the file does not say. */
    static int orientationOf(byte[] jpeg) {
        try {
            return orientation(ByteBuffer.wrap(jpeg).position(2));
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return UPRIGHT;
        }
    }

    /** How often a decoder has to go through the picture; a progressive file can ask for thousands of times. */
    static int scansOf(byte[] jpeg) {
        int scans = 0;
        for (int i = 1; i < jpeg.length; i++) {
            if (jpeg[i - 1] == (byte) 0xFF && jpeg[i] == (byte) START_OF_SCAN) {
                scans++;
            }
        }
        return scans;
    }

    private static int orientation(ByteBuffer jpeg) {
        while ((jpeg.get() & 0xFF) == 0xFF) {
            int marker = jpeg.get() & 0xFF;
            if (marker == START_OF_SCAN) {
                return UPRIGHT;
            }
            int length = (jpeg.getShort() & 0xFFFF) - 2;
            ByteBuffer segment = jpeg.slice(jpeg.position(), length);
            if (marker == EXIF_SEGMENT && isExif(segment)) {
                return tiff(segment.slice());
            }
            jpeg.position(jpeg.position() + length);
        }
        return UPRIGHT;
    }

    private static boolean isExif(ByteBuffer segment) {
        byte[] start = new byte[Math.min(EXIF.length, segment.remaining())];
        segment.get(start);
        return Arrays.equals(start, EXIF);
    }

    private static int tiff(ByteBuffer tiff) {
        if (tiff.getShort() == LITTLE_ENDIAN) {
            tiff.order(ByteOrder.LITTLE_ENDIAN);
        }
        int directory = tiff.getInt(4);
        int entries = tiff.getShort(directory) & 0xFFFF;
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * ENTRY_BYTES;
            if ((tiff.getShort(entry) & 0xFFFF) == ORIENTATION) {
                int value = tiff.getShort(entry + 8);
                return value >= 1 && value <= 8 ? value : UPRIGHT;
            }
        }
        return UPRIGHT;
    }
}
