package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R9.2 a start that could not end well is refused and says why")
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
}
