package io.weapp.passport.avatar;

import io.weapp.passport.settings.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;

/** Pictures in a directory, which all nodes share; the names of the files are made of nothing but hashes of ours. */
@ApplicationScoped
class AvatarFiles implements AvatarStore {

    @Inject
    Settings settings;

    @Override
    public void put(Picture picture) {
        try {
            for (PictureSize size : PictureSize.values()) {
                Path file = file(picture.name(), size);
                Files.createDirectories(file.getParent());
                Path unfinished = file.resolveSibling(UUID.randomUUID() + ".tmp");
                try {
                    Files.write(unfinished, picture.in(size));
                    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                } finally {
                    Files.deleteIfExists(unfinished);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<byte[]> get(PictureName name, PictureSize size) {
        try {
            return Optional.of(Files.readAllBytes(file(name, size)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void remove(PictureName name) {
        try {
            for (PictureSize size : PictureSize.values()) {
                Files.deleteIfExists(file(name, size));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Spread over 256 directories. */
    private Path file(PictureName name, PictureSize size) {
        return Path.of(settings.avatarDirectory().orElseThrow())
                .resolve(name.hash().substring(0, 2))
                .resolve(name.file(size));
    }
}
