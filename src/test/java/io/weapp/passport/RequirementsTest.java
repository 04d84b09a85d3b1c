package io.weapp.passport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("each requirement in a package's Javadoc has a number of its own, and tests name no other")
class RequirementsTest {

    private static final Pattern STATED = Pattern.compile("(?<=<li>)R\\d+\\.\\d+(?= - )");
    private static final Pattern NAMED = Pattern.compile("\\bR\\d+\\.\\d+\\b");

    @Test
    void numbersAreUnique() {
        assertThat(stated()).isNotEmpty().doesNotHaveDuplicates();
    }

    @Test
    void testsNameWhatIsStated() {
        assertThat(found(Path.of("src", "test"), NAMED, file -> true))
                .isNotEmpty()
                .isSubsetOf(stated());
    }

    private static List<String> stated() {
        return found(Path.of("src"), STATED, file -> file.endsWith("package-info.java"));
    }

    private static List<String> found(Path directory, Pattern pattern, Predicate<Path> where) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file -> file.toString().endsWith(".java") && where.test(file))
                    .flatMap(file -> pattern.matcher(text(file)).results())
                    .map(MatchResult::group)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
