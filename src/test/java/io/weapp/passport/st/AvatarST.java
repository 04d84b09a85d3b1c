package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;

import io.weapp.passport.avatar.Drawn;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R31.2 users give themselves an avatar")
class AvatarST {

    private static final int TEN_MEBIBYTES = 10 * 1024 * 1024;

    private final LoginSystem login = LoginSystem.shared();
    private final AvatarSystem avatars = new AvatarSystem(login);
    private final LoginSystem.LoggedIn me = login.loggedIn("avatar-" + UUID.randomUUID());

    static Stream<Arguments> goodFiles() {
        return Stream.of(
                Arguments.of(Drawn.quarters("jpeg", 800, 700), "image/jpeg", 640),
                Arguments.of(Drawn.quarters("png", 700, 800), "image/jpeg", 640),
                Arguments.of(Drawn.transparentPng(700), "image/png", 640),
                Arguments.of(Drawn.quarters("gif", 700, 700), "image/jpeg", 640),
                Arguments.of(Drawn.file("lossy.webp"), "image/jpeg", 200),
                Arguments.of(Drawn.file("transparent.webp"), "image/png", 200));
    }

    @ParameterizedTest
    @MethodSource("goodFiles")
    @DisplayName("R32.1 R32.3 each of the four formats becomes a square in two sizes")
    void fourFormats(byte[] file, String mediaType, int side) {
        Answer answer = avatars.upload(me, file);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        String url = answer.text("avatarUrl");
        assertThat(url).startsWith(TestBed.server().base() + "/api/v1/avatars/");
        assertThat(login.get("/api/v1/me", me.accessToken()).text("avatarUrl")).isEqualTo(url);
        HttpResponse<byte[]> large = AvatarSystem.fetch(url);
        HttpResponse<byte[]> small = AvatarSystem.fetch(url.replace("-640.", "-132."));
        assertThat(large.headers().firstValue("Content-Type")).hasValue(mediaType);
        assertThat(small.headers().firstValue("Content-Type")).hasValue(mediaType);
        assertThat(sidesOf(large)).containsExactly(side, side);
        assertThat(sidesOf(small)).containsExactly(132, 132);
    }

    @Test
    @DisplayName("R31.2 a picture is served to anybody, unchanged for ever")
    void servedAsImmutable() {
        String url = avatars.upload(me, Drawn.quarters("png", 90, 90)).text("avatarUrl");

        HttpResponse<byte[]> picture = AvatarSystem.fetch(url, "Authorization", "Bearer nonsense");

        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
        assertThat(picture.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(picture.headers().firstValue("Content-Disposition")).hasValue("inline");
        String tag = picture.headers().firstValue("ETag").orElseThrow();
        assertThat(AvatarSystem.fetch(url, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(AvatarSystem.fetch(url, "If-None-Match", "\"other\"").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "0000000000000000000000000000000000000000000000000000000000000000-640.jpg",
                "0000000000000000000000000000000000000000000000000000000000000000.jpg",
                "0000000000000000000000000000000000000000000000000000000000000000-641.jpg",
                "..%2F..%2Fetc%2Fpasswd",
                "%00"
            })
    void thereIsNoOtherPicture(String name) {
        assertThat(login.get("/api/v1/avatars/" + name).status()).isIn(404, 400);
    }

    @Test
    void anUnknownPictureIsAProblem() {
        Problems.assertProblem(login.get("/api/v1/avatars/x.jpg"), 404, "not_found", "none");
    }

    static Stream<Arguments> badFiles() {
        return Stream.of(
                Arguments.of(Drawn.pngThatClaims(50_000, 50_000), 400, "invalid_request"),
                Arguments.of(bytes("<svg xmlns='http://www.w3.org/2000/svg'/>"), 415, "unsupported_media_type"),
                Arguments.of(bytes("<html><script>alert(1)</script></html>"), 415, "unsupported_media_type"),
                Arguments.of(Arrays.copyOf(Drawn.quarters("jpeg", 90, 90), 300), 400, "invalid_request"),
                Arguments.of(new byte[0], 415, "unsupported_media_type"),
                Arguments.of(new byte[1024 * 1024 + 1], 413, "payload_too_large"));
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    @DisplayName("R32.1 R32.2 what is no picture, or too large a one, is refused whatever its name says")
    void badFile(byte[] file, int status, String code) {
        Problems.assertProblem(avatars.upload(me, "innocent.png", file), status, code, "none");

        assertThat(login.get("/api/v1/me", me.accessToken()).json().containsKey("avatarUrl"))
                .isFalse();
    }

    @Test
    @DisplayName("R32.3 neither Exif data nor an appended script comes out again")
    void nothingOfTheFileIsServed() {
        byte[] photo = Drawn.withExif(Drawn.quarters("jpeg", 200, 200), 6);
        byte[] polyglot = Drawn.withTail(Drawn.quarters("gif", 200, 200), "<script>alert(1)</script>");

        for (byte[] file : List.of(photo, polyglot)) {
            String url = avatars.upload(me, file).text("avatarUrl");
            String served = new String(AvatarSystem.fetch(url).body(), StandardCharsets.ISO_8859_1);
            assertThat(served).doesNotContain("script", "Exif", "GPS");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../../tmp/x.png", "a\0.png", "C:\\x.png", "名.png", ""})
    void fileNamesDoNotMatter(String name) {
        assertThat(avatars.upload(me, name, Drawn.quarters("png", 80, 80)).status())
                .isEqualTo(200);
    }

    @Test
    void otherFieldsAreIgnored() {
        byte[] form = AvatarSystem.form(
                AvatarSystem.field("user", "somebody else"),
                AvatarSystem.part("file", "a.png", Drawn.quarters("png", 80, 80)),
                AvatarSystem.field("note", "hello"));

        assertThat(avatars.send(me, form).status()).isEqualTo(200);
    }

    static Stream<byte[]> badForms() {
        byte[] part = AvatarSystem.part("file", "a.png", Drawn.quarters("png", 80, 80));
        byte[] whole = AvatarSystem.form(part);
        return Stream.of(
                AvatarSystem.form(AvatarSystem.field("note", "no file")),
                AvatarSystem.form(part, part),
                bytes("garbage"),
                Arrays.copyOf(whole, whole.length - 20),
                Arrays.copyOf(whole, 30),
                new byte[0]);
    }

    @ParameterizedTest
    @MethodSource("badForms")
    void badForm(byte[] form) {
        Problems.assertProblem(avatars.send(me, form), 400, "invalid_request", "none");
    }

    @Test
    void onlyAFormIsTaken() {
        Answer answer = login.send(
                "POST",
                AvatarSystem.PATH,
                BodyPublishers.ofByteArray(Drawn.quarters("png", 80, 80)),
                Map.of("Authorization", "Bearer " + me.accessToken(), "Content-Type", "image/png"));

        Problems.assertProblem(answer, 415, "unsupported_media_type", "none");
    }

    @Test
    void onlyUsersHaveAvatars() {
        Answer answer = login.send(
                "POST",
                AvatarSystem.PATH,
                BodyPublishers.ofByteArray(AvatarSystem.form()),
                Map.of("Content-Type", "multipart/form-data; boundary=x"));

        Problems.assertProblem(answer, 401, "token_missing", "login");
    }

    @Test
    void tenMebibytesWithTheirLength() {
        byte[] form = AvatarSystem.form(AvatarSystem.part("file", "a.png", new byte[TEN_MEBIBYTES]));

        Problems.assertProblem(avatars.send(me, form), 413, "payload_too_large", "none");
    }

    @Test
    void tenMebibytesWithoutTheirLength() {
        byte[] form = AvatarSystem.form(AvatarSystem.part("file", "a.png", new byte[TEN_MEBIBYTES]));

        Answer answer = avatars.send(me, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(form)));

        Problems.assertProblem(answer, 413, "payload_too_large", "none");
    }

    @Test
    @DisplayName("uploads that do not go on keep nobody else from uploading")
    void slowUploads() throws IOException {
        List<Socket> slow =
                IntStream.range(0, 20).mapToObj(i -> stalledUpload()).toList();
        try {
            assertThat(avatars.upload(me, Drawn.quarters("png", 80, 80)).status())
                    .isEqualTo(200);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    @DisplayName("R32.4 a picture that two users show stays until neither does")
    void sharedPicture() {
        LoginSystem.LoggedIn friend = login.loggedIn("avatar-" + UUID.randomUUID());
        byte[] shared = Drawn.quarters("png", 81, 200 + (int) (System.nanoTime() % 500));
        String url = avatars.upload(me, shared).text("avatarUrl");
        assertThat(avatars.upload(friend, shared).text("avatarUrl")).isEqualTo(url);
        avatars.upload(me, shared);

        avatars.upload(me, Drawn.quarters("png", 82, 82));
        assertThat(AvatarSystem.fetch(url).statusCode()).isEqualTo(200);

        avatars.upload(friend, Drawn.quarters("png", 82, 82));
        assertThat(AvatarSystem.fetch(url).statusCode()).isEqualTo(404);

        avatars.upload(friend, shared);
        assertThat(AvatarSystem.fetch(url).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("R32.4 uses are counted right however many devices upload at once")
    void manyAtOnce() {
        LoginSystem.LoggedIn friend = login.loggedIn("avatar-" + UUID.randomUUID());
        List<byte[]> files = List.of(Drawn.quarters("png", 83, 83), Drawn.quarters("png", 84, 84));

        List<Integer> answers = LoginSystem.atOnce(
                8,
                () -> IntStream.range(0, 6)
                        .map(i -> avatars.upload(i % 2 == 0 ? me : friend, files.get(i / 2 % 2))
                                .status())
                        .filter(status -> status != 200)
                        .findFirst()
                        .orElse(200));

        assertThat(answers).containsOnly(200);
        Database database = Database.shared();
        assertThat(
                        database.number(
                                "select count(*) from avatar_picture p where p.uses <> (select count(*) from avatar a"
                                        + " where a.shown = p.name) + (select count(*) from avatar a where a.pending = p.name)"))
                .isZero();
    }

    private Socket stalledUpload() {
        URI base = TestBed.server().base();
        try {
            Socket socket = new Socket(base.getHost(), base.getPort());
            socket.getOutputStream()
                    .write(
                            bytes(
                                    "POST " + AvatarSystem.PATH
                                            + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                            + me.accessToken()
                                            + "\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000\r\n\r\n--x\r\n"));
            socket.getOutputStream().flush();
            return socket;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Integer> sidesOf(HttpResponse<byte[]> answer) {
        BufferedImage image = Drawn.decoded(answer.body());
        return List.of(image.getWidth(), image.getHeight());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
