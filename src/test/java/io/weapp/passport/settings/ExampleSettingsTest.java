package io.weapp.passport.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The settings that an operator of Payara Server finds in the console are those of the code. */
class ExampleSettingsTest {
    private static final Path EXAMPLE = Path.of("server-config", "payara", "passport.properties");
    private static final Path DEFAULTS = Path.of("src/main/resources/META-INF/microprofile-config.properties");
    private static final Path CODE = Path.of("src/main/java/io/weapp/passport/settings/Settings.java");
    private static final Pattern NAME = Pattern.compile("\"(passport\\.[a-z.-]*[a-z])\"");
    private static final Pattern SECRET = Pattern.compile(".*(password|secret|-key)");

    @Test
    @DisplayName("the example has every setting that is no secret, with its default")
    void exampleIsComplete() throws IOException {
        Properties example = read(EXAMPLE);
        Properties defaults = read(DEFAULTS);
        Set<String> names = NAME.matcher(Files.readString(CODE))
                .results()
                .map((MatchResult found) -> found.group(1))
                .filter(name -> !SECRET.matcher(name).matches())
                .collect(Collectors.toCollection(TreeSet::new));
        defaults.stringPropertyNames().stream()
                .filter(name -> name.startsWith("passport."))
                .filter(name -> !name.equals("passport.self"))
                .forEach(names::add);

        assertThat(example.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(names);
        for (String name : names) {
            if (!name.equals("passport.demo")) {
                assertThat(example.getProperty(name)).as(name).isEqualTo(defaults.getProperty(name, ""));
            }
        }
    }

    private static Properties read(Path file) throws IOException {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }
}
