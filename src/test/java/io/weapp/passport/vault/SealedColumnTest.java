package io.weapp.passport.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SealedColumnTest {

    private static final Pattern TABLE = Pattern.compile("(?:create|alter) table (\\w+).*");
    private static final Pattern SEALED = Pattern.compile("\\s*(?:alter table \\w+ add column )?(\\w+) .*-- sealed.*");

    @Test
    @DisplayName("R2.7 every column that a migration calls sealed is sealed again when the master key changes")
    void everySealedColumnIsKnown() throws IOException {
        Set<String> known =
                Stream.of(SealedColumn.values()).map(SealedColumn::words).collect(Collectors.toSet());

        assertThat(sealedInMigrations()).isEqualTo(known);
    }

    private static Set<String> sealedInMigrations() throws IOException {
        Set<String> sealed = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("src", "main", "resources", "db", "migration"))) {
            for (Path file : files.toList()) {
                addSealed(Files.readAllLines(file), sealed);
            }
        }
        return sealed;
    }

    private static void addSealed(List<String> lines, Set<String> sealed) {
        String table = "";
        for (String line : lines) {
            Matcher starts = TABLE.matcher(line);
            if (starts.matches()) {
                table = starts.group(1);
            }
            Matcher column = SEALED.matcher(line);
            if (column.matches()) {
                sealed.add(table + "_" + column.group(1));
            }
        }
    }
}
