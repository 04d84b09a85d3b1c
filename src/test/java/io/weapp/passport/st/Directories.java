package io.weapp.passport.st;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Whole directories: emptied, copied, deleted. */
final class Directories {
    private Directories() {}

    static void createEmpty(Path directory) {
        delete(directory);
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void copy(Path from, Path to) {
        try {
            for (Path path : tree(from)) {
                Files.copy(path, to.resolve(from.relativize(path)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void copyInto(Path directory, Path file) {
        try {
            Files.copy(file, directory.resolve(file.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes a text file wherever the pattern is found. */
    static void replace(Path file, String pattern, String by) {
        try {
            Files.writeString(file, Files.readString(file).replaceAll(pattern, by));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try {
            // What a directory holds goes before it.
            for (Path path :
                    tree(directory).stream().sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> tree(Path directory) throws IOException {
        try (Stream<Path> tree = Files.walk(directory)) {
            return tree.toList();
        }
    }
}
