package io.weapp.passport.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.weapp.passport.problem.ProblemType;
import io.weapp.passport.settings.HandClock;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TokenTest {

    private final HandClock clock = new HandClock();
    private final Node node = new Node(new KeysInMemory(), clock);

    @BeforeEach
    void start() {
        node.rotation.check();
    }

    @Test
    @DisplayName("R5.2 an access token carries what both servers and other backends need")
    void claimsAreComplete() throws ParseException, JOSEException {
        AccessToken token = node.issuer.forUser("user-1", "session-1", "wx1", Duration.ofMinutes(30));

        SignedJWT jwt = SignedJWT.parse(token.value());
        JWTClaimsSet claims = jwt.getJWTClaimsSet();
        assertThat(jwt.verify(new RSASSAVerifier(published().toRSAKey()))).isTrue();
        assertThat(jwt.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
        assertThat(jwt.getHeader().getType()).hasToString("JWT");
        assertThat(jwt.getHeader().getKeyID()).isEqualTo(published().getKeyID());
        assertThat(claims.getIssuer()).isEqualTo("https://login.example.com");
        assertThat(claims.getSubject()).isEqualTo("user-1");
        assertThat(claims.getStringClaim("upn")).isEqualTo("user-1");
        assertThat(claims.getStringListClaim("groups")).containsExactly("user");
        assertThat(claims.getAudience()).containsExactly("weapp-passport", "wx1");
        assertThat(claims.getIssueTime()).isEqualTo(HandClock.START);
        assertThat(claims.getExpirationTime()).isEqualTo(HandClock.START.plus(Duration.ofMinutes(30)));
        assertThat(claims.getJWTID()).isNotBlank();
        assertThat(claims.getStringClaim("sid")).isEqualTo("session-1");
        assertThat(claims.getStringClaim("app_id")).isEqualTo("wx1");
    }

    @Test
    @DisplayName("R22.1 the token of a service names its scopes, and no session")
    void claimsOfAService() throws ParseException {
        AccessToken token = node.issuer.forService("client-1", "users:read");

        JWTClaimsSet claims = SignedJWT.parse(token.value()).getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo("client-1");
        assertThat(claims.getStringListClaim("groups")).containsExactly("service");
        assertThat(claims.getAudience()).containsExactly("weapp-passport");
        assertThat(claims.getStringClaim("scope")).isEqualTo("users:read");
        assertThat(claims.getClaims()).doesNotContainKeys("sid", "app_id");
    }

    @Test
    void tokenIsNotPrinted() {
        AccessToken token = node.issuer.forUser("user-1", "session-1", "wx1", Duration.ofMinutes(30));

        assertThat(token.toString()).doesNotContain(token.value());
    }

    @Test
    void tokenPastItsTimeIsExpired() {
        String token = node.issuer
                .forUser("user-1", "session-1", "wx1", Duration.ofMinutes(30))
                .value();
        clock.pass(Duration.ofMinutes(31));

        assertThat(node.judge.reasonToRefuse(token)).isEqualTo(ProblemType.TOKEN_EXPIRED);
    }

    @Test
    void refusedTokenThatIsGoodIsTheServersFault() {
        String token = node.issuer
                .forUser("user-1", "session-1", "wx1", Duration.ofMinutes(30))
                .value();

        assertThat(node.judge.reasonToRefuse(token)).isEqualTo(ProblemType.INTERNAL_ERROR);
    }

    @Test
    @DisplayName("R5.8 a good token of the former algorithm wants a refresh: WildFly verifies one algorithm only")
    void refusedTokenOfTheFormerAlgorithmWantsARefresh() {
        String token = node.token();
        node.algorithm = "ES256";
        node.rotation.check();
        clock.pass(SigningKeys.LEAD);

        assertThat(node.judge.reasonToRefuse(token)).isEqualTo(ProblemType.TOKEN_EXPIRED);
        assertThat(node.judge.reasonToRefuse(node.token())).isEqualTo(ProblemType.INTERNAL_ERROR);
    }

    @Test
    @DisplayName("R5.5 a token so old that its key is gone wants a refresh, not a login")
    void tokenOfADroppedKeyIsExpired() {
        String token = node.token();
        node.keys.rotate(null);
        clock.pass(Duration.ofDays(20));
        node.rotation.check();

        assertThat(node.keys.states()).hasSize(1);
        assertThat(node.judge.reasonToRefuse(token)).isEqualTo(ProblemType.TOKEN_EXPIRED);
    }

    @Test
    void foreignAndMalformedTokensAreInvalid() throws JOSEException, ParseException {
        String good = node.token();
        JWTClaimsSet claims = new JWTClaimsSet.Builder().subject("user-1").build();
        RSAKey key = published().toRSAKey();
        SignedJWT mac = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(), claims);
        mac.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
        Node stranger = new Node(new KeysInMemory(), clock);
        stranger.rotation.check();

        for (String bad : List.of(
                "",
                "abc",
                "a.b.c",
                stranger.token(),
                mac.serialize(),
                new PlainJWT(claims).serialize(),
                good.substring(0, good.length() - 20),
                good.replace(good.split("\\.", -1)[1], "e30"))) {
            assertThat(node.judge.reasonToRefuse(bad)).as(bad).isEqualTo(ProblemType.TOKEN_INVALID);
        }
    }

    private JWK published() throws ParseException {
        return JWKSet.parse(node.keys.jwks()).getKeys().get(0);
    }
}
