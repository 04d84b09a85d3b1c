package io.weapp.passport.profile;

import io.weapp.passport.problem.ProblemException;
import io.weapp.passport.problem.ProblemType;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.fileupload2.core.FileUploadSizeException;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.apache.commons.fileupload2.core.ParameterParser;
import org.jspecify.annotations.Nullable;

/**
 * Takes the file out of a form that {@code wx.uploadFile} sends (multipart/form-data, RFC 7578), reading it as it arrives. Every
 * other field is passed over; names and types of files are not even looked at.
 */
final class FileForm {

    static final String FIELD = "file";
    static final int MAX_FILE_BYTES = 1024 * 1024;
    static final int MAX_BYTES = MAX_FILE_BYTES + 64 * 1024;

    private static final int MAX_PARTS = 16;
    private static final int MAX_PART_HEADER_BYTES = 4 * 1024;
    private static final int MAX_BOUNDARY_CHARS = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String DISPOSITION = "content-disposition:";

    private FileForm() {}

    /**
     * Reads the form up to its end.
     *
     * @param contentType of the whole form, with its boundary
     * @throws ProblemException {@code invalid_request} if the form is not whole, does not have exactly one field {@code file} or does not
     *     arrive within a minute; {@code payload_too_large}
     */
    static byte[] file(InputStream body, @Nullable String contentType, Clock clock) {
        byte[] boundary = boundary(contentType);
        try {
            return file(MultipartInput.builder()
                    .setInputStream(new Awaited(body, clock))
                    .setBoundary(boundary)
                    .setMaxPartHeaderSize(MAX_PART_HEADER_BYTES)
                    .get());
        } catch (FileUploadSizeException e) {
            throw new ProblemException(
                    ProblemType.PAYLOAD_TOO_LARGE,
                    "The headers of a part may have " + MAX_PART_HEADER_BYTES + " bytes at most.");
        } catch (IOException | IllegalArgumentException e) {
            throw malformed("is not whole");
        }
    }

    private static byte[] file(MultipartInput form) throws IOException {
        byte @Nullable [] file = null;
        boolean more = form.skipPreamble();
        for (int parts = 1; more; parts++) {
            if (parts > MAX_PARTS) {
                throw malformed("has too many parts");
            }
            if (!FIELD.equals(fieldOf(form.readHeaders()))) {
                form.discardBodyData();
            } else if (file == null) {
                file = content(form);
            } else {
                throw ProblemException.violation(FIELD, "must be there once");
            }
            more = form.readBoundary();
        }
        if (file == null) {
            throw ProblemException.violation(FIELD, "must be there");
        }
        return file;
    }

    private static byte[] content(MultipartInput form) throws IOException {
        try (InputStream part = form.newInputStream()) {
            byte[] bytes = part.readNBytes(MAX_FILE_BYTES + 1);
            if (bytes.length > MAX_FILE_BYTES) {
                throw new ProblemException(ProblemType.PAYLOAD_TOO_LARGE, "The file may have 1 MiB at most.");
            }
            return bytes;
        }
    }

    private static @Nullable String fieldOf(String headers) {
        return Arrays.stream(headers.split("\r\n", -1))
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(DISPOSITION))
                .findFirst()
                .map(line -> parameters(line.substring(DISPOSITION.length())).get("name"))
                .orElse(null);
    }

    private static byte[] boundary(@Nullable String contentType) {
        String boundary = parameters(contentType == null ? "" : contentType).get("boundary");
        if (boundary == null || boundary.isEmpty() || boundary.length() > MAX_BOUNDARY_CHARS) {
            throw malformed("has no boundary");
        }
        return boundary.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Map<String, @Nullable String> parameters(String header) {
        ParameterParser parser = new ParameterParser();
        parser.setLowerCaseNames(true);
        return parser.parse(header, ';');
    }

    private static ProblemException malformed(String what) {
        return new ProblemException(ProblemType.INVALID_REQUEST, "The multipart form " + what + ".");
    }

    /** Servers wait for the next byte only so long, but for every next byte again. */
    private static final class Awaited extends FilterInputStream {

        private final Clock clock;
        private final Instant deadline;

        Awaited(InputStream in, Clock clock) {
            super(in);
            this.clock = clock;
            this.deadline = clock.instant().plus(PATIENCE);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (clock.instant().isAfter(deadline)) {
                throw malformed("took more than a minute to arrive");
            }
            return super.read(buffer, offset, length);
        }
    }
}
