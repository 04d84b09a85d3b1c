package io.weapp.passport.st;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/** The files that an operator writes for an {@code install.sh}: settings, after the example in its folder, and secrets. */
final class OperatorsFiles {

    private final Properties settings = new Properties();

    /** Begins with the example in a folder of {@code server-config}. */
    OperatorsFiles(String folder) throws IOException {
        try (var reader = Files.newBufferedReader(Path.of("server-config", folder, "passport.properties"))) {
            settings.load(reader);
        }
    }

    Set<String> settingNames() {
        return settings.stringPropertyNames();
    }

    /** Writes the settings for a first login at the simulator, some of them the test's own. */
    void writeSettings(Path file, Map<String, String> own) throws IOException {
        settings.putAll(Map.of(
                "passport.wechat.url",
                TestBed.simulator().url(),
                "passport.bootstrap.app-id",
                WechatSystem.DEMO_APP,
                "passport.bootstrap.operator",
                TestBed.OPERATOR));
        settings.putAll(own);
        Files.write(
                file,
                settingNames().stream()
                        .map(name -> name + "=" + settings.getProperty(name))
                        .sorted()
                        .toList());
    }

    void writeSecrets(Path file, String operatorPassword) throws IOException {
        Files.writeString(file, """
                passport.database-password=%s
                passport.master-key=%s
                passport.bootstrap.app-secret=%s
                passport.bootstrap.operator-password=%s
                """.formatted(
                        TestDatabase.PASSWORD, TestBed.masterKey(), WechatSystem.DEMO_SECRET, operatorPassword));
    }
}
