package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.weapp.passport.avatar.Drawn;
import io.weapp.passport.st.LoginSystem.LoggedIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("avatars in a directory instead of the database")
@Tag("once")
class AvatarDirectoryST {

    /** Housekeeping runs once a minute. */
    private static final Duration NEXT_CHORES = Duration.ofSeconds(150);

    @TempDir
    private static Path directory;

    private static PassportServer server;
    private static LoginSystem login;
    private static AvatarSystem avatars;

    @BeforeAll
    static void start() {
        Map<String, String> settings = new HashMap<>(TestBed.settings());
        settings.put("PASSPORT_AVATAR_DIRECTORY", directory.toString());
        server = PassportServer.start("avatar-directory", settings);
        login = new LoginSystem(server.base());
        avatars = new AvatarSystem(login);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void pictureIsKeptAsTwoFilesAndGoesWithItsUser() throws IOException {
        LoggedIn me = login.loggedIn("directory-" + UUID.randomUUID());

        String url = avatars.upload(me, Drawn.unique()).text("avatarUrl");

        String hash = url.replaceAll(".*/|-640.*", "");
        assertThat(filesOf(hash)).hasSize(2);
        assertThat(AvatarSystem.fetch(url).statusCode()).isEqualTo(200);
        assertThat(AvatarSystem.fetch(url.replace("-640", "-132")).statusCode()).isEqualTo(200);
        assertThat(database().number("select count(*) from avatar_content")).isZero();

        assertThat(login.delete("/api/v1/me", me.accessToken()).status()).isEqualTo(204);

        assertThat(filesOf(hash)).isEmpty();
        assertThat(AvatarSystem.fetch(url).statusCode()).isEqualTo(404);
    }

    @Test
    void replacedPictureIsDeletedOnceNobodyShowsIt() throws IOException {
        LoggedIn me = login.loggedIn("directory-" + UUID.randomUUID());
        LoggedIn other = login.loggedIn("directory-" + UUID.randomUUID());
        byte[] shared = Drawn.unique();
        byte[] single = Drawn.unique();
        String sharedHash = avatars.upload(other, shared).text("avatarUrl").replaceAll(".*/|-640.*", "");
        String singleHash = avatars.upload(me, single).text("avatarUrl").replaceAll(".*/|-640.*", "");

        avatars.upload(me, shared);
        avatars.upload(me, Drawn.unique());

        database().change("update avatar_picture set unused_since = unused_since - 120000 where uses = 0");
        await().atMost(NEXT_CHORES)
                .untilAsserted(() -> assertThat(filesOf(singleHash)).isEmpty());
        assertThat(filesOf(sharedHash)).hasSize(2);
        assertThat(filesOf(".tmp")).isEmpty();
    }

    private static Database database() {
        return new Database(server.databaseUrl());
    }

    private static List<Path> filesOf(String part) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.getFileName().toString().contains(part))
                    .filter(Files::isRegularFile)
                    .toList();
        }
    }
}
