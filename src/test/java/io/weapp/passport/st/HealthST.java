package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HealthST {

    @Test
    @DisplayName("R13.1 R13.2 a node that runs is alive and ready, and names what it looked at")
    void nodeIsAliveAndReady() {
        URI health = TestBed.server().health();
        LoginSystem server = new LoginSystem(URI.create(health.getScheme() + "://" + health.getAuthority()));

        Answer answer = server.get(health.getPath());

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<String> checks = answer.json().getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .map(check -> check.getString("name"))
                .toList();
        assertThat(checks).contains("weapp-passport", "database", "revocation", "signing-keys");
    }
}
