package io.weapp.passport;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator reads tells of everything there is, and of nothing else. */
class ServerConfigTest {

    private static final Path FOLDERS = Path.of("server-config");
    private static final Path MAIN = Path.of("src", "main");
    private static final Path DEFAULTS = MAIN.resolve("resources/META-INF/microprofile-config.properties");
    private static final Path SETTINGS = MAIN.resolve("java/io/weapp/passport/settings/Settings.java");

    private static final Pattern SETTING = Pattern.compile("\"(passport\\.[a-z.-]*[a-z])\"");
    private static final Pattern SECRET = Pattern.compile(".*(secret|password)|passport\\.master-key.*");

    /** Each node has its own, so a file for all of them need not have it. */
    private static final String OF_ONE_NODE = "passport.self";

    static List<Path> folders() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDERS)) {
            return folders.filter(Files::isDirectory).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("folders")
    void readmeNamesEveryFileOfItsFolderAndNoOther(Path folder) throws IOException {
        String readme = Files.readString(folder.resolve("README.md"));
        Set<String> listed = firstColumn(readme, "| file | |");
        Set<String> there;
        try (Stream<Path> files = Files.walk(folder)) {
            there = files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(file -> !file.equals("README.md"))
                    .collect(toCollection(TreeSet::new));
        }

        assertThat(listed).isEqualTo(there);
    }

    @Test
    void readmeNamesEverySettingAndNoOther() throws IOException {
        Set<String> listed = firstColumn(Files.readString(Path.of("README.md")), "| name | default | |");

        assertThat(listed).isEqualTo(settings());
    }

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDERS)) {
            return files.filter(file -> file.endsWith("passport.properties")).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void exampleHasEverySettingThatIsNoSecretWithItsDefault(Path example) throws IOException {
        Properties defaults = properties(DEFAULTS);
        Properties shown = properties(example);
        shown.remove(OF_ONE_NODE);
        Set<String> open = settings();
        open.removeIf(name -> SECRET.matcher(name).matches() || name.equals(OF_ONE_NODE));

        assertThat(shown.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(open);
        assertThat(open)
                .allSatisfy(name -> assertThat(shown.getProperty(name))
                        .as(name)
                        .isIn(defaults.getProperty(name, ""), name.equals("passport.demo") ? "false" : ""));
    }

    /** Those that have a default, and those that the code asks for. */
    private static Set<String> settings() throws IOException {
        return Stream.concat(
                        properties(DEFAULTS).stringPropertyNames().stream(),
                        SETTING.matcher(Files.readString(SETTINGS)).results().map(found -> found.group(1)))
                .filter(name -> name.startsWith("passport."))
                .collect(toCollection(TreeSet::new));
    }

    /** All names in the first column of a table; one that begins with a dot is short for one beside the name before it. */
    private static Set<String> firstColumn(String text, String header) {
        assertThat(text).contains(header);
        Set<String> names = new TreeSet<>();
        text.substring(text.indexOf(header))
                .lines()
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .forEach(line -> {
                    String first = "";
                    for (MatchResult name : Pattern.compile("`([^`]+)`")
                            .matcher(line.split("\\|")[1])
                            .results()
                            .toList()) {
                        boolean isShort = name.group(1).startsWith(".") && !first.isEmpty();
                        first = (isShort ? first.substring(0, first.lastIndexOf('.')) : "") + name.group(1);
                        names.add(first);
                    }
                });
        return names;
    }

    private static Properties properties(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
