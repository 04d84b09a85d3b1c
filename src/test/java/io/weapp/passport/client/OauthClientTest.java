package io.weapp.passport.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OauthClientTest {

    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");

    private final String secret = OauthClient.randomSecret();
    private final OauthClient client = OauthClient.register("Shop", List.of("metrics:read", "users:read"), secret, NOW);

    @Test
    @DisplayName("R21.1 a secret has 256 random bits and needs no escaping")
    void secretIsRandom() {
        assertThat(secret).matches("[A-Za-z0-9_-]{43}").isNotEqualTo(OauthClient.randomSecret());
    }

    @Test
    @DisplayName("R21.1 only its secret proves a client")
    void onlyItsSecretProvesAClient() {
        assertThat(client.hasSecret(secret)).isTrue();
        for (String wrong : List.of("", secret + "A", secret.substring(1), OauthClient.randomSecret())) {
            assertThat(client.hasSecret(wrong)).isFalse();
        }
    }

    @Test
    void viewHasNoSecret() {
        assertThat(client.view().scopes()).containsExactly("metrics:read", "users:read");
        assertThat(client.view().toString()).doesNotContain(secret);
        assertThat(new Registered("id", secret).toString()).doesNotContain(secret);
    }

    @Test
    void scopesHaveTheirWords() {
        assertThat(Scope.words())
                .containsExactly(
                        "users:read",
                        "phone:read",
                        "wechat-token:read",
                        "wechat-user:read",
                        "wechat-user:write",
                        "metrics:read");
    }
}
