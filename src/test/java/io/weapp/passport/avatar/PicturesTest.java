package io.weapp.passport.avatar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weapp.passport.problem.ProblemException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PicturesTest {

    private static final String RED = "red";
    private static final String GREEN = "green";
    private static final String BLUE = "blue";
    private static final String WHITE = "white";

    static {
        // Whoever asks first makes the registry; the tests' own drawing would fill it.
        ImageFormat.values();
    }

    private final Pictures pictures = new Pictures();

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "gif"})
    @DisplayName("R32.1 R32.3 JPEG, PNG and GIF become a square JPEG in two sizes")
    void goodFormats(String format) {
        Picture picture = pictures.of(Drawn.quarters(format, 1500, 1000));

        assertThat(picture.name().mediaType()).isEqualTo("image/jpeg");
        for (PictureSize size : PictureSize.values()) {
            BufferedImage image = Drawn.decoded(picture.in(size));
            assertThat(image.getWidth()).isEqualTo(size.pixels());
            assertThat(image.getHeight()).isEqualTo(size.pixels());
            assertThat(corners(image)).containsExactly(RED, GREEN, BLUE, WHITE);
        }
    }

    @Test
    void webpToo() {
        BufferedImage image =
                Drawn.decoded(pictures.of(Drawn.file("lossy.webp")).in(PictureSize.LARGE));

        assertThat(image.getWidth()).isEqualTo(200);
        assertThat(corners(image)).containsExactly(RED, BLUE, RED, BLUE);
    }

    @ParameterizedTest
    @MethodSource("transparent")
    @DisplayName("what can be seen through stays so, as PNG")
    void transparency(byte[] file) {
        Picture picture = pictures.of(file);

        assertThat(picture.name().mediaType()).isEqualTo("image/png");
        BufferedImage image = Drawn.decoded(picture.in(PictureSize.SMALL));
        assertThat(image.getRGB(10, 60) >>> 24).isNotEqualTo(image.getRGB(120, 60) >>> 24);
    }

    static Stream<byte[]> transparent() {
        return Stream.of(Drawn.transparentPng(300), Drawn.file("transparent.webp"));
    }

    @Test
    void smallPictureIsNotBlownUp() {
        Picture picture = pictures.of(Drawn.quarters("png", 50, 60));

        assertThat(Drawn.decoded(picture.in(PictureSize.LARGE)).getWidth()).isEqualTo(50);
        assertThat(Drawn.decoded(picture.in(PictureSize.SMALL)).getWidth()).isEqualTo(50);
    }

    @ParameterizedTest
    @CsvSource({
        "1, red, green, blue, white",
        "2, green, red, white, blue",
        "3, white, blue, green, red",
        "4, blue, white, red, green",
        "5, red, blue, green, white",
        "6, blue, red, white, green",
        "7, white, green, blue, red",
        "8, green, white, red, blue",
        "9, red, green, blue, white"
    })
    @DisplayName("R32.3 the picture is upright, and its Exif data is gone")
    void exif(int orientation, String first, String second, String third, String fourth) {
        byte[] photo = Drawn.withExif(Drawn.quarters("jpeg", 900, 700), orientation);

        Picture picture = pictures.of(photo);

        assertThat(corners(Drawn.decoded(picture.in(PictureSize.LARGE)))).containsExactly(first, second, third, fourth);
        assertThat(new String(picture.in(PictureSize.LARGE), StandardCharsets.ISO_8859_1))
                .doesNotContain("Exif", "GPS");
    }

    @Test
    @DisplayName("R32.3 nothing that was appended to a file comes out again")
    void polyglot() {
        byte[] file = Drawn.withTail(Drawn.quarters("gif", 300, 300), "<script>alert(1)</script>");

        Picture picture = pictures.of(file);

        for (PictureSize size : PictureSize.values()) {
            assertThat(new String(picture.in(size), StandardCharsets.ISO_8859_1))
                    .doesNotContain("script");
        }
    }

    @Test
    @DisplayName("R32.4 the same picture has the same name, another has another")
    void namedByContent() {
        byte[] file = Drawn.quarters("png", 200, 200);

        assertThat(pictures.of(file).name()).isEqualTo(pictures.of(file.clone()).name());
        assertThat(pictures.of(file).name())
                .isNotEqualTo(pictures.of(Drawn.quarters("png", 201, 201)).name());
        assertThat(PictureName.ofFile(pictures.of(file).name().file(PictureSize.SMALL))
                        .picture())
                .isEqualTo(pictures.of(file).name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
                "<?xml version='1.0'?><svg/>",
                "<html><img src='x.png'></html>",
                "BM123456789012345678901234567890",
                "RIFF1234WAVEfmt 123456789",
                "%PDF-1.7 123456789012345"
            })
    @DisplayName("R32.1 anything else is no picture")
    void otherFormats(String text) {
        assertProblem(() -> pictures.of(text.getBytes(StandardCharsets.ISO_8859_1)), "unsupported_media_type");
    }

    @ParameterizedTest
    @CsvSource({"50000, 50000", "8001, 1", "1, 8001", "5001, 5000", "2147483647, 2147483647"})
    @DisplayName("R32.2 a picture that claims to be too large is refused before it is decoded")
    void tooManyPixels(int width, int height) {
        byte[] file = Drawn.pngThatClaims(width, height);

        // Not merely refused: a file that is decoded in vain is refused as well.
        assertThatThrownBy(() -> pictures.of(file))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(Objects.requireNonNull(e.problem().violations())
                                        .get(0)
                                        .message())
                                .contains("8000 pixels a side"));
    }

    @Test
    @DisplayName("R32.2 WebP, which costs more, may have fewer pixels")
    void tooLargeWebp() {
        byte[] file = Drawn.file("lossy.webp");
        // Width and height, 14 bits each, follow the start code of the frame (RFC 6386, section 9.1).
        ByteBuffer.wrap(file)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(26, (short) 2000)
                .putShort(28, (short) 2001);

        assertProblem(() -> pictures.of(file), "invalid_request");
    }

    @Test
    @DisplayName("R32.2 a WebP file cannot hide a large frame behind a small picture")
    void lyingWebp() {
        byte[] frame = Drawn.file("lossy.webp");
        ByteBuffer.wrap(frame)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(26, (short) 16_383)
                .putShort(28, (short) 16_383);
        ByteBuffer lie = ByteBuffer.allocate(frame.length + 18).order(ByteOrder.LITTLE_ENDIAN);
        lie.put(frame, 0, 4).putInt(frame.length + 10).put(frame, 8, 4);
        lie.put("VP8X".getBytes(StandardCharsets.US_ASCII)).putInt(10).putInt(0);
        lie.put(new byte[] {99, 0, 0, 99, 0, 0}).put(frame, 12, frame.length - 12);

        assertProblem(() -> pictures.of(lie.array()), "invalid_request");
    }

    @Test
    @DisplayName("R32.2 a file that asks for endless passes is refused")
    void tooManyScans() {
        byte[] jpeg = Drawn.quarters("jpeg", 100, 100);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(jpeg);
        for (int i = 0; i < 65; i++) {
            file.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xDA});
        }

        assertProblem(() -> pictures.of(file.toByteArray()), "invalid_request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpeg", "png", "gif"})
    @DisplayName("whatever is damaged is a problem or a picture, nothing else")
    void damage(String format) {
        Random random = new Random(7);
        byte[] whole = Drawn.quarters(format, 60, 40);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = Arrays.copyOf(whole, whole.length);
            for (int hits = 0; hits <= i % 4; hits++) {
                damaged[8 + random.nextInt(damaged.length - 8)] = (byte) random.nextInt();
            }
            byte[] cut = Arrays.copyOf(damaged, damaged.length - random.nextInt(damaged.length / 2));
            assertPictureOrProblem(i % 2 == 0 ? damaged : cut);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lossy.webp", "transparent.webp"})
    void damagedWebp(String name) {
        Random random = new Random(7);
        byte[] whole = Drawn.file(name);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = Arrays.copyOf(whole, whole.length);
            damaged[12 + random.nextInt(damaged.length - 12)] = (byte) random.nextInt();
            assertPictureOrProblem(
                    i % 2 == 0 ? damaged : Arrays.copyOf(damaged, 13 + random.nextInt(whole.length - 13)));
        }
    }

    @Test
    @DisplayName("the registry of the JVM, which outlives the application, gets nothing of ours")
    void registryIsLeftAlone() {
        pictures.of(Drawn.file("lossy.webp"));

        IIORegistry.getDefaultInstance()
                .getServiceProviders(ImageReaderSpi.class, true)
                .forEachRemaining(spi -> assertThat(spi.getClass().getName()).doesNotContain("twelvemonkeys"));
    }

    private void assertPictureOrProblem(byte[] file) {
        assertThatCode(() -> {
                    try {
                        pictures.of(file);
                    } catch (ProblemException e) {
                        assertThat(e.problem().status()).isIn(400, 415);
                    }
                })
                .doesNotThrowAnyException();
    }

    private static void assertProblem(ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(code));
    }

    /** Upper left, upper right, lower left, lower right. */
    private static List<String> corners(BufferedImage image) {
        int near = image.getWidth() / 8;
        int far = image.getWidth() - 1 - near;
        return Stream.of(
                        image.getRGB(near, near),
                        image.getRGB(far, near),
                        image.getRGB(near, far),
                        image.getRGB(far, far))
                .map(PicturesTest::colour)
                .toList();
    }

    private static String colour(int rgb) {
        boolean red = (rgb >> 16 & 0xFF) > 128;
        boolean green = (rgb >> 8 & 0xFF) > 128;
        boolean blue = (rgb & 0xFF) > 128;
        if (red && green && blue) {
            return WHITE;
        }
        if (red) {
            return RED;
        }
        return green ? GREEN : BLUE;
    }
}
