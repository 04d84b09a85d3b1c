package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("R9.2 a start that could not end well is refused and says why")
@Tag("once-on-payara")
class StartST {

    @Test
    void withoutMasterKey() {
        Map<String, String> settings = new HashMap<>(TestBed.settings());
        settings.remove("PASSPORT_MASTER_KEY");

        assertThatThrownBy(() -> PassportServer.start("no-key", settings))
                .hasMessageContaining("could not deploy the WAR")
                .hasMessageContaining("passport.master-key is not set");
    }

    @Test
    void withAnotherMasterKeyThanTheOneThatSealedTheData() {
        String other = TestBed.randomKey();
        Map<String, String> settings = new HashMap<>(TestBed.settings());
        settings.put("PASSPORT_MASTER_KEY", other);
        settings.put("PASSPORT_DB_URL", TestBed.server().databaseUrl());

        assertThatThrownBy(() -> PassportServer.start("other-key", settings))
                .hasMessageContaining("could not deploy the WAR")
                .hasMessageContaining("passport.master-key is not the key that sealed the stored data")
                .hasMessageNotContaining(other)
                .hasMessageNotContaining(TestBed.masterKey());
    }

    @Test
    @DisplayName("R9.7 with a master key that anybody can guess")
    void withASampleMasterKey() {
        Map<String, String> settings = new HashMap<>(TestBed.settings());
        settings.put("PASSPORT_MASTER_KEY", Base64.getEncoder().encodeToString(new byte[32]));

        assertThatThrownBy(() -> PassportServer.start("sample-key", settings))
                .hasMessageContaining("could not deploy the WAR")
                .hasMessageContaining("passport.master-key is a sample");
    }

    @Test
    @DisplayName("R9.8 on the schema of a newer version")
    void onANewerSchema() {
        Map<String, String> settings = new HashMap<>(TestBed.settings());
        settings.put("PASSPORT_DB_URL", TestBed.server().databaseUrl());
        Database database = Database.shared();
        boolean h2 = TestDatabase.of(TestBed.server().databaseUrl()) == TestDatabase.H2;
        String history = h2 ? "\"flyway_schema_history\"" : "flyway_schema_history";
        UnaryOperator<String> name = column -> h2 ? "\"" + column + "\"" : column;
        String columns = Stream.of(
                        "installed_rank",
                        "version",
                        "description",
                        "type",
                        "script",
                        "installed_by",
                        "execution_time",
                        "success")
                .map(name)
                .collect(Collectors.joining(", "));
        database.change("insert into " + history + " (" + columns
                + ") values (9999, '9999', 'newer', 'SQL', 'V9999__newer.sql', 'test', 1, true)");
        try {
            assertThatThrownBy(() -> PassportServer.start("newer-schema", settings))
                    .hasMessageContaining("could not deploy the WAR")
                    .hasMessageContaining("The database has the schema of another version: 9999 is unknown here");
        } finally {
            database.change("delete from " + history + " where " + name.apply("installed_rank") + " = 9999");
        }
    }

    @Test
    @DisplayName("R9.9 without a database, when the wait is over")
    void withoutADatabase() {
        Map<String, String> settings = new HashMap<>(TestBed.settings());
        settings.put(
                "PASSPORT_DB_URL",
                switch (TestDatabase.ofThisRun()) {
                    case H2 -> "jdbc:h2:tcp://localhost:1/none";
                    case POSTGRESQL -> "jdbc:postgresql://localhost:1/none";
                    case MARIADB -> "jdbc:mariadb://localhost:1/none";
                });
        settings.put("PASSPORT_DATABASE_WAIT", "PT3S");

        // Payara connects by itself while it deploys, and does not ask us whether to wait.
        boolean asked = ServerKind.ofThisRun().name().equals("wildfly");
        assertThatThrownBy(() -> PassportServer.start("no-database", settings))
                .hasMessageContaining("could not deploy the WAR")
                .hasMessageContaining(
                        asked ? "The database jdbc/passport cannot be reached" : "Error in allocating a connection");
    }
}
