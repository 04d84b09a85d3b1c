package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.JWTProcessor;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Verifiers that share no code with us and know one address, the issuer. */
class VerifierST {

    private final LoginSystem login = LoginSystem.shared();
    private final OauthSystem oauth = OauthSystem.shared();
    private final LoginSystem.LoggedIn user = login.loggedIn("verifier-" + UUID.randomUUID());
    private final OauthSystem.Client client = oauth.registered("users:read");
    private final String serviceToken = oauth.accessToken(client);
    private final Tokens tokens = Tokens.of(user);
    private final JsonObject metadata =
            login.get("/.well-known/oauth-authorization-server").json();

    @Test
    @DisplayName("R22.5 the metadata name what there is, at addresses that answer")
    void metadata() {
        String issuer = TestBed.server().base().toString();
        Answer answer = login.get("/.well-known/oauth-authorization-server");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.header("Cache-Control")).contains("max-age=");
        assertThat(metadata.getString("issuer")).isEqualTo(issuer);
        assertThat(words("grant_types_supported")).containsExactly("client_credentials");
        assertThat(words("response_types_supported")).isEmpty();
        assertThat(words("scopes_supported"))
                .containsExactlyInAnyOrder(
                        "users:read",
                        "phone:read",
                        "wechat-token:read",
                        "wechat-user:read",
                        "wechat-user:write",
                        "metrics:read");
        assertThat(login.get(path("jwks_uri")).status()).isEqualTo(200);
        for (String endpoint : List.of("token", "introspection", "revocation")) {
            assertThat(metadata.getString(endpoint + "_endpoint")).startsWith(issuer + "/oauth/");
            OauthST.assertError(
                    oauth.post(path(endpoint + "_endpoint"), "a=b", client.basic()), 400, "invalid_request");
            assertThat(words(endpoint + "_endpoint_auth_methods_supported"))
                    .containsExactly("client_secret_basic", "client_secret_post");
        }
    }

    @Test
    void nimbus() throws Exception {
        JWTProcessor<SecurityContext> forUsers = nimbusFor(WechatSystem.DEMO_APP);

        assertThat(forUsers.process(user.accessToken(), null).getSubject()).isEqualTo(user.userId());
        assertThat(nimbusFor("weapp-passport").process(serviceToken, null).getSubject())
                .isEqualTo(client.id());
        assertThatThrownBy(() -> forUsers.process(serviceToken, null)).isInstanceOf(BadJWTException.class);
        for (String bad : List.of(tokens.foreign(), tokens.ofUnknownKey(), tokens.expired())) {
            assertThatThrownBy(() -> forUsers.process(bad, null)).isNotNull();
        }
    }

    @Test
    void jose4j() throws Exception {
        JwtConsumer forUsers = new JwtConsumerBuilder()
                .setExpectedIssuer(metadata.getString("issuer"))
                .setExpectedAudience(WechatSystem.DEMO_APP)
                .setExpectedType(true, "JWT")
                .setRequireExpirationTime()
                .setVerificationKeyResolver(
                        new HttpsJwksVerificationKeyResolver(new HttpsJwks(metadata.getString("jwks_uri"))))
                .build();

        assertThat(forUsers.processToClaims(user.accessToken()).getSubject()).isEqualTo(user.userId());
        for (String bad : List.of(serviceToken, tokens.foreign(), tokens.ofUnknownKey(), tokens.expired())) {
            assertThatThrownBy(() -> forUsers.processToClaims(bad)).isInstanceOf(InvalidJwtException.class);
        }
    }

    @Test
    void joseOfNpm() throws IOException {
        String issuer = TestBed.server().base().toString();
        NodeJose jose = NodeJose.installed();

        NodeJose.Verdict good = jose.verify(issuer, WechatSystem.DEMO_APP, user.accessToken());

        assertThat(good.good()).as(good.output()).isTrue();
        assertThat(Json.createReader(new StringReader(good.output()))
                        .readObject()
                        .getString("sub"))
                .isEqualTo(user.userId());
        assertThat(jose.verify(issuer, "weapp-passport", serviceToken).good()).isTrue();
        for (String bad : List.of(serviceToken, tokens.foreign(), tokens.expired())) {
            assertThat(jose.verify(issuer, WechatSystem.DEMO_APP, bad).good()).isFalse();
        }
    }

    @Test
    @DisplayName("a backend that is configured as the documentation says lets our users in, and nobody else")
    void microProfileBackend() {
        try (OtherBackend backend = OtherBackend.start(TestBed.server().base())) {
            LoginSystem there = new LoginSystem(backend.base());

            Answer greeting = there.get("/api/greeting", user.accessToken());

            assertThat(greeting.status()).as(greeting.body()).isEqualTo(200);
            assertThat(greeting.body()).isEqualTo("Hello " + user.userId());
            for (String bad : List.of(tokens.foreign(), tokens.ofUnknownKey(), tokens.expired(), serviceToken)) {
                assertThat(there.get("/api/greeting", bad).status()).isEqualTo(401);
            }
            String otherGroup = tokens.thief()
                    .signed(tokens.changed().claim("groups", List.of("service")).build());
            assertThat(there.get("/api/greeting", otherGroup).status()).isEqualTo(403);
        }
    }

    private JWTProcessor<SecurityContext> nimbusFor(String audience) throws IOException {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(
                JWSAlgorithm.RS256,
                JWKSourceBuilder.create(
                                URI.create(metadata.getString("jwks_uri")).toURL())
                        .build()));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                audience,
                new JWTClaimsSet.Builder().issuer(metadata.getString("issuer")).build(),
                Set.of("sub", "exp", "jti")));
        return processor;
    }

    private String path(String name) {
        return URI.create(metadata.getString(name)).getPath();
    }

    private List<String> words(String name) {
        return metadata.getJsonArray(name).getValuesAs(JsonString::getString);
    }
}
