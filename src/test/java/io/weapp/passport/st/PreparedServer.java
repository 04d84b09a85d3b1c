package io.weapp.passport.st;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A server that the scripts for operators prepare once for all JVMs of the tests: it takes longer than a start. */
final class PreparedServer {
    interface Preparation {
        void run() throws IOException;
    }

    private PreparedServer() {}

    /** Whichever JVM comes first does the work in this directory; again when one of the files it is made from has changed. */
    static void once(Path directory, Preparation work, Path... madeFrom) {
        try {
            Files.createDirectories(directory);
            try (FileChannel channel = FileChannel.open(
                            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock alone = channel.lock()) {
                String state = stateOf(madeFrom);
                Path done = directory.resolve("done");
                if (alone.isValid()
                        && !(Files.exists(done) && Files.readString(done).equals(state))) {
                    work.run();
                    Files.writeString(done, state);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String stateOf(Path... files) throws IOException {
        StringBuilder state = new StringBuilder();
        for (Path file : files) {
            try (Stream<Path> tree = Files.walk(file)) {
                state.append(tree.sorted()
                        .map(path -> path + " " + path.toFile().lastModified() + "\n")
                        .collect(Collectors.joining()));
            }
        }
        return state.toString();
    }
}
