package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("R16.4 the first operator comes from the configuration, once")
@Tag("once")
class FirstOperatorST {

    private static final Pattern SHOWN = Pattern.compile("password of operator boss, shown this once: (\\S{24})");

    @Test
    void generatedPasswordIsShownOnce() throws IOException {
        Map<String, String> settings = new HashMap<>(TestBed.settings());
        settings.put("PASSPORT_BOOTSTRAP_OPERATOR", "Boss");
        settings.remove("PASSPORT_BOOTSTRAP_OPERATOR_PASSWORD");
        try (PassportServer server = PassportServer.start("first-operator", settings)) {
            LoginSystem login = new LoginSystem(server.base());
            List<String> shown = shownIn(server);
            assertThat(shown).hasSize(1);

            AdminSystem boss = AdminSystem.of(login, "boss", shown.get(0));
            server.restart();

            assertThat(shownIn(server)).hasSize(1);
            assertThat(boss.all("/operators", 50))
                    .extracting(operator -> operator.getString("username"))
                    .containsExactly("boss");
        }
    }

    private static List<String> shownIn(PassportServer server) throws IOException {
        return SHOWN.matcher(Files.readString(server.log()))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
