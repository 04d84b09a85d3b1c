package io.weapp.passport.st;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import jakarta.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class JwksST {

    private final LoginSystem login = LoginSystem.shared();

    @Test
    @DisplayName("R5.1 the public half of the signing key is published, the private half never")
    void publicKeysArePublished() {
        Answer answer = login.get("/.well-known/jwks.json");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).contains("max-age=");
        assertThat(answer.json().getJsonArray("keys").getValuesAs(JsonObject.class))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(key.keySet())
                        .contains("kid", "kty", "alg", "use")
                        .doesNotContain("d", "p", "q", "dp", "dq", "qi"));
    }

    @Test
    void anybodyCanVerifyOurTokens() throws Exception {
        LoginSystem.LoggedIn me = login.loggedIn("jwks-" + UUID.randomUUID());
        JWKSource<SecurityContext> keys = JWKSourceBuilder.create(TestBed.server()
                        .base()
                        .resolve("/.well-known/jwks.json")
                        .toURL())
                .build();
        DefaultJWTProcessor<SecurityContext> verifier = new DefaultJWTProcessor<>();
        verifier.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));

        JWTClaimsSet claims = verifier.process(me.accessToken(), null);

        assertThat(claims.getSubject()).isEqualTo(me.userId());
        assertThat(claims.getStringClaim("sid")).isEqualTo(me.sessionId());
    }
}
