package io.weapp.passport.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weapp.passport.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;

@DisplayName("R31.2 an avatar arrives as the one field \"file\" of a bounded multipart form")
class FileFormTest {

    private static final String TYPE = "multipart/form-data; boundary=edge";
    private static final String FILE = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n"
            + "Content-Type: image/png\r\n\r\ncontent\r\n";
    private static final String FIELD = "--edge\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n";
    private static final String END = "--edge--\r\n";

    @Example
    void theFileIsFoundAmongOtherFields() {
        assertThat(file(FIELD + FILE + FIELD + END)).isEqualTo("content");
    }

    @Example
    void namesOfFilesDoNotMatter() {
        assertThat(file(FILE.replace("a.png", "../../../etc/passwd") + END)).isEqualTo("content");
        assertThat(file(FILE.replace("a.png", "a\0.png") + END)).isEqualTo("content");
        assertThat(file(FILE.replace("a.png", "=?UTF-8?B?////?=") + END)).isEqualTo("content");
        assertThat(file(FILE.replace("; filename=\"a.png\"", "") + END)).isEqualTo("content");
    }

    @Example
    void headersAreReadWithoutRegardToCase() {
        assertThat(file(FILE.replace("Content-Disposition", "CONTENT-disposition") + END))
                .isEqualTo("content");
    }

    @Example
    void aPreambleAndWhatFollowsAreIgnored() {
        assertThat(file("preamble\r\n" + FILE + END + "epilogue")).isEqualTo("content");
    }

    @Example
    void theFormMustHaveOneFile() {
        assertProblem(FIELD + END, TYPE, "invalid_request");
        assertProblem(FILE + FILE + END, TYPE, "invalid_request");
        assertProblem(END, TYPE, "invalid_request");
        assertProblem("", TYPE, "invalid_request");
    }

    @Example
    void theFormMustBeWhole() {
        assertProblem(FILE, TYPE, "invalid_request");
        assertProblem(FILE.substring(0, FILE.length() - 5), TYPE, "invalid_request");
        assertProblem("--edge\r\nContent-Dispo", TYPE, "invalid_request");
        assertProblem("garbage", TYPE, "invalid_request");
        assertProblem(FILE + END, "multipart/form-data", "invalid_request");
        assertProblem(FILE + END, "multipart/form-data; boundary=", "invalid_request");
        assertProblem(FILE + END, "multipart/form-data; boundary=" + "e".repeat(10_000), "invalid_request");
        assertProblem(FILE + END, null, "invalid_request");
    }

    @Example
    void sizesAreBounded() {
        String large = FILE.replace("content", "x".repeat(FileForm.MAX_FILE_BYTES));
        assertThat(file(large + END)).hasSize(FileForm.MAX_FILE_BYTES);
        assertProblem(large.replace("xx\r\n", "xxx\r\n") + END, TYPE, "payload_too_large");
        assertProblem(FILE.replace("image/png", "x".repeat(5000)) + END, TYPE, "payload_too_large");
        assertProblem(FIELD.repeat(16) + FILE + END, TYPE, "invalid_request");
        assertThat(file(FIELD.repeat(15) + FILE + END)).isEqualTo("content");
    }

    @Example
    void aFormThatDripsInIsGivenUp() {
        byte[] form = (FILE.replace("content", "x".repeat(1000)) + END).getBytes(StandardCharsets.ISO_8859_1);
        Clock hasty = new Clock() {
            private Instant now = Instant.EPOCH;

            @Override
            public Instant instant() {
                now = now.plus(Duration.ofSeconds(1));
                return now;
            }

            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        };
        InputStream drip = new ByteArrayInputStream(form) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, 1);
            }
        };

        assertThatThrownBy(() -> FileForm.file(drip, TYPE, hasty))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("took more than a minute");
    }

    @Property(tries = 2000)
    void whateverArrivesIsAFileOrANamedProblem(@ForAll("forms") String form, @ForAll("types") String type) {
        try {
            file(form, type);
        } catch (ProblemException e) {
            assertThat(e.problem().code()).isIn(Set.of("invalid_request", "payload_too_large"));
        }
    }

    @Property(tries = 1000)
    void aFormThatIsCutIsNeverAFile(@ForAll int at) {
        String whole = FIELD + FILE + FIELD + "--edge--";
        assertProblem(whole.substring(0, Math.floorMod(at, whole.length())), TYPE, "invalid_request");
    }

    @Property(tries = 500)
    void whateverTheFileHoldsArrivesUnchanged(@ForAll byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        if (!text.contains("--edge")) {
            assertThat(file(FILE.replace("content", text) + END)).isEqualTo(text);
        }
    }

    @Provide
    Arbitrary<String> forms() {
        Arbitrary<String> pieces = Arbitraries.of(
                "--edge",
                "--",
                "\r\n",
                "\n",
                "\r",
                "\r\n\r\n",
                "edge",
                "Content-Disposition: form-data",
                "; ",
                "name=",
                "\"",
                "\"file\"",
                "file",
                "filename*=UTF-8''%",
                "%00",
                "=?UTF-8?Q?=",
                "=?",
                "?=",
                ":",
                "\0",
                FILE,
                FIELD,
                END);
        Arbitrary<String> noise =
                Arbitraries.strings().withCharRange('\0', '\u00FF').ofMaxLength(20);
        return Arbitraries.oneOf(pieces, pieces, pieces, noise)
                .list()
                .ofMaxSize(40)
                .map(all -> String.join("", all));
    }

    @Provide
    Arbitrary<String> types() {
        Arbitrary<String> noise = Arbitraries.strings().ofMaxLength(30);
        return Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.just(TYPE)),
                Tuple.of(1, noise.map(some -> "multipart/form-data; boundary=" + some)),
                Tuple.of(1, noise));
    }

    private static String file(String form) {
        return file(form, TYPE);
    }

    private static String file(String form, @Nullable String type) {
        InputStream in = new ByteArrayInputStream(form.getBytes(StandardCharsets.ISO_8859_1));
        return new String(FileForm.file(in, type, Clock.systemUTC()), StandardCharsets.ISO_8859_1);
    }

    private static void assertProblem(String form, @Nullable String type, String code) {
        assertThatThrownBy(() -> file(form, type))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo(code));
    }
}
