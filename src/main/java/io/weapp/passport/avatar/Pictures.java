package io.weapp.passport.avatar;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.awt.Rectangle;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.imageio.IIOImage;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Makes pictures of ours from whatever users upload. */
@ApplicationScoped
public class Pictures {

    static final int MAX_SIDE = 8000;

    /** No encoder in use writes more than a dozen. */
    private static final int MAX_SCANS = 64;

    /** The largest pictures cost some 110 MB of heap (WebP), or 150 MB beside it (JPEG), while they are decoded. */
    private static final int AT_ONCE = 2;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final float JPEG_QUALITY = 0.85f;

    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    /**
     * The square in the middle of an uploaded picture, upright; of an animation the first frame.
     *
     * @throws ProblemException {@code unsupported_media_type}, {@code invalid_request} if the picture is damaged or too large, or
     *     {@code rate_limited} if too many others are waiting
     */
    public Picture of(byte[] file) {
        ImageFormat format = ImageFormat.of(file);
        int orientation = JpegHeader.UPRIGHT;
        if (format == ImageFormat.JPEG) {
            if (JpegHeader.scansOf(file) > MAX_SCANS) {
                throw damaged();
            }
            orientation = JpegHeader.orientationOf(file);
        }
        if (format == ImageFormat.WEBP && WebpHeader.largestFrameOf(file) > format.maxPixels()) {
            throw tooLarge(format.maxPixels());
        }
        awaitTurn();
        try {
            return encoded(
                    decoded(format, file).shrunk(PictureSize.LARGE.pixels()).upright(orientation));
        } finally {
            turns.release();
        }
    }

    private void awaitTurn() {
        try {
            if (turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw ProblemException.retryLater(
                ProblemType.RATE_LIMITED, "Too many pictures at once: wait a moment.", PATIENCE);
    }

    private static Square decoded(ImageFormat format, byte[] file) {
        try {
            ImageReader reader = format.reader();
            try {
                reader.setInput(new MemoryCacheImageInputStream(new ByteArrayInputStream(file)), false, true);
                return Square.of(reader.read(0, middleOf(reader, format.maxPixels())));
            } finally {
                reader.dispose();
            }
        } catch (ProblemException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Decoders meet damage with all kinds of exceptions.
            throw damaged();
        }
    }

    /** Only what is needed is decoded: the middle, and of a large picture every so many pixels. */
    private static ImageReadParam middleOf(ImageReader reader, int maxPixels) throws IOException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if (width > MAX_SIDE || height > MAX_SIDE || (long) width * height > maxPixels) {
            throw tooLarge(maxPixels);
        }
        int side = Math.min(width, height);
        int step = Math.max(1, side / (2 * PictureSize.LARGE.pixels()));
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceRegion(new Rectangle((width - side) / 2, (height - side) / 2, side, side));
        param.setSourceSubsampling(step, step, 0, 0);
        return param;
    }

    private static Picture encoded(Square large) {
        Map<PictureSize, byte[]> content = new EnumMap<>(PictureSize.class);
        ImageFormat format = large.opaque() ? ImageFormat.JPEG : ImageFormat.PNG;
        for (PictureSize size : PictureSize.values()) {
            content.put(size, encoded(large.shrunk(size.pixels()), format));
        }
        byte[] named = Objects.requireNonNull(content.get(PictureSize.LARGE));
        return new Picture(new PictureName(sha256(named), format == ImageFormat.JPEG ? "jpg" : "png"), content);
    }

    private static byte[] encoded(Square square, ImageFormat format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriter writer = format.writer();
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (format == ImageFormat.JPEG) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(JPEG_QUALITY);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(square.image(), null, null), param);
            writer.dispose();
        } catch (IOException e) {
            throw new IllegalStateException("A picture could not be encoded", e);
        }
        return bytes.toByteArray();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ProblemException tooLarge(int maxPixels) {
        return ProblemException.violation(
                "file", "must have " + MAX_SIDE + " pixels a side and " + maxPixels + " in all at most");
    }

    private static ProblemException damaged() {
        return ProblemException.violation("file", "must be a picture that is whole");
    }
}
