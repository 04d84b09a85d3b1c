package io.weapp.passport.avatar;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.spi.ImageReaderWriterSpi;
import javax.imageio.spi.ImageWriterSpi;

/** The kinds of file that are taken for an avatar, told by how they begin. */
enum ImageFormat {
    JPEG("\u00FF\u00D8\u00FF", 25_000_000),
    PNG("\u0089PNG\r\n\u001A\n", 25_000_000),
    GIF("GIF8", 25_000_000),
    /** Its decoder takes the whole picture, with 27 bytes of heap for every pixel (measured). */
    WEBP("RIFF", 4_000_000);

    private static final String WEBP_FORM = "WEBP";
    private static final int WEBP_FORM_AT = 8;

    private static final IIORegistry CODECS = codecs();

    private final byte[] start;

    private final int maxPixels;

    ImageFormat(String start, int maxPixels) {
        this.maxPixels = maxPixels;
        this.start = start.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** @throws ProblemException {@code unsupported_media_type} */
    static ImageFormat of(byte[] file) {
        return Arrays.stream(values())
                .filter(format -> format.begins(file))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE, "The file is no JPEG, PNG, GIF or WebP picture."));
    }

    /** The most that is decoded: what a picture costs, its header tells and not the length of its file. */
    int maxPixels() {
        return maxPixels;
    }

    ImageReader reader() throws IOException {
        return this == WEBP
                ? new WebPImageReaderSpi().createReaderInstance()
                : ours(ImageReaderSpi.class).createReaderInstance();
    }

    ImageWriter writer() throws IOException {
        return ours(ImageWriterSpi.class).createWriterInstance();
    }

    private boolean begins(byte[] file) {
        boolean begins = file.length > WEBP_FORM_AT + WEBP_FORM.length()
                && Arrays.equals(start, 0, start.length, file, 0, start.length);
        return begins
                && (this != WEBP
                        || WEBP_FORM.equals(
                                new String(file, WEBP_FORM_AT, WEBP_FORM.length(), StandardCharsets.ISO_8859_1)));
    }

    /** The JDK's own: what other applications have registered is none of our business. */
    private <T extends ImageReaderWriterSpi> T ours(Class<T> kind) {
        Predicate<T> wanted = spi -> spi.getClass().getModule() == ImageIO.class.getModule()
                && Arrays.asList(spi.getFormatNames()).contains(name());
        Iterator<T> found =
                CODECS.getServiceProviders(kind, spi -> kind.isInstance(spi) && wanted.test(kind.cast(spi)), true);
        return found.next();
    }

    /**
     * The registry belongs to the JVM and, when it is made, takes in what the class loader of the calling thread has to offer. It
     * must not hold on to the one of this application.
     */
    private static IIORegistry codecs() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            return IIORegistry.getDefaultInstance();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
