package io.weapp.passport.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.settings.FixedSettings;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TokenTest {

    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");

    private final RSAKey key = newKey();
    private final TokenIssuer issuer = new TokenIssuer();
    private final TokenReader reader = new TokenReader();
    private final TokenJudge judge = new TokenJudge();

    @BeforeEach
    void wire() {
        SigningKeys keys = new SigningKeys() {
            @Override
            RSAKey signing() {
                return key;
            }

            @Override
            JWKSet published() {
                return new JWKSet(key).toPublicJWKSet();
            }
        };
        issuer.keys = keys;
        issuer.settings = new FixedSettings();
        issuer.clock = at(NOW);
        reader.keys = keys;
        reader.settings = new FixedSettings();
        reader.clock = at(NOW);
        judge.reader = reader;
        judge.clock = at(NOW);
    }

    @Test
    @DisplayName("R5.2 an access token carries what both servers and other backends need")
    void claimsAreComplete() throws ParseException, JOSEException {
        AccessToken token = issuer.forUser("user-1", "session-1", "wx1", Duration.ofMinutes(30));

        SignedJWT jwt = SignedJWT.parse(token.value());
        JWTClaimsSet claims = jwt.getJWTClaimsSet();
        assertThat(jwt.verify(new RSASSAVerifier(key))).isTrue();
        assertThat(jwt.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
        assertThat(jwt.getHeader().getType()).hasToString("JWT");
        assertThat(jwt.getHeader().getKeyID()).isEqualTo(key.getKeyID());
        assertThat(claims.getIssuer()).isEqualTo("https://login.example.com");
        assertThat(claims.getSubject()).isEqualTo("user-1");
        assertThat(claims.getStringClaim("upn")).isEqualTo("user-1");
        assertThat(claims.getStringListClaim("groups")).containsExactly("user");
        assertThat(claims.getAudience()).containsExactly("weapp-passport", "wx1");
        assertThat(claims.getIssueTime()).isEqualTo(NOW);
        assertThat(claims.getExpirationTime()).isEqualTo(NOW.plus(Duration.ofMinutes(30)));
        assertThat(claims.getJWTID()).isNotBlank();
        assertThat(claims.getStringClaim("sid")).isEqualTo("session-1");
        assertThat(claims.getStringClaim("app_id")).isEqualTo("wx1");
    }

    @Test
    @DisplayName("R22.1 the token of a service names its scopes, and no session")
    void claimsOfAService() throws ParseException {
        AccessToken token = issuer.forService("client-1", "users:read");

        JWTClaimsSet claims = SignedJWT.parse(token.value()).getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo("client-1");
        assertThat(claims.getStringListClaim("groups")).containsExactly("service");
        assertThat(claims.getAudience()).containsExactly("weapp-passport");
        assertThat(claims.getStringClaim("scope")).isEqualTo("users:read");
        assertThat(claims.getClaims()).doesNotContainKeys("sid", "app_id");
    }

    @Test
    void tokenIsNotPrinted() {
        AccessToken token = issuer.forUser("user-1", "session-1", "wx1", Duration.ofMinutes(30));

        assertThat(token.toString()).doesNotContain(token.value());
    }

    @Test
    void tokenPastItsTimeIsExpired() {
        String token = issuer.forUser("user-1", "session-1", "wx1", Duration.ofMinutes(30))
                .value();
        judge.clock = at(NOW.plus(Duration.ofMinutes(31)));

        assertThat(judge.reasonToRefuse(token)).isEqualTo(ProblemType.TOKEN_EXPIRED);
    }

    @Test
    void refusedTokenThatIsGoodIsTheServersFault() {
        String token = issuer.forUser("user-1", "session-1", "wx1", Duration.ofMinutes(30))
                .value();

        assertThat(judge.reasonToRefuse(token)).isEqualTo(ProblemType.INTERNAL_ERROR);
    }

    @Test
    void foreignAndMalformedTokensAreInvalid() throws JOSEException {
        String good = issuer.forUser("user-1", "session-1", "wx1", Duration.ofMinutes(30))
                .value();
        JWTClaimsSet claims = new JWTClaimsSet.Builder().subject("user-1").build();
        SignedJWT mac = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(), claims);
        mac.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
        issuer.keys = new SigningKeys() {
            private final RSAKey foreign = newKey();

            @Override
            RSAKey signing() {
                return foreign;
            }
        };
        String foreign = issuer.forUser("user-1", "session-1", "wx1", Duration.ofMinutes(30))
                .value();

        for (String bad : List.of(
                "",
                "abc",
                "a.b.c",
                foreign,
                mac.serialize(),
                new PlainJWT(claims).serialize(),
                good.substring(0, good.length() - 20),
                good.replace(good.split("\\.", -1)[1], "e30"))) {
            assertThat(judge.reasonToRefuse(bad)).as(bad).isEqualTo(ProblemType.TOKEN_INVALID);
        }
    }

    private static Clock at(Instant instant) {
        return Clock.fixed(instant, ZoneOffset.UTC);
    }

    private static RSAKey newKey() {
        try {
            return new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
