package io.weapp.passport.st;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Tokens that somebody made who wants in, and tokens that only the holder of our own key could make wrong. */
@DisplayName("R5.9 a token that is not exactly one of ours is a 401 with the right code")
class ForgedTokensST {

    private static final String INVALID = "token_invalid";

    private final LoginSystem login = LoginSystem.shared();
    private final LoginSystem.LoggedIn user = login.loggedIn("forged-" + UUID.randomUUID());
    private final Tokens tokens = Tokens.of(user);
    private final RSAKey key = tokens.thief().key();

    @Test
    void goodTokenMadeInTheSameWayIsAccepted() throws JOSEException {
        assertThat(login.get("/api/v1/me", signed(header().build(), new RSASSASigner(key), tokens.good()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void withoutSignature() {
        assertRefused(new PlainJWT(tokens.good()).serialize(), INVALID);
        assertRefused(
                encoded("{\"alg\":\"none\",\"typ\":\"JWT\",\"kid\":\"" + key.getKeyID() + "\"}") + "."
                        + part(user.accessToken(), 1) + ".",
                INVALID);
        assertRefused(part(user.accessToken(), 0) + "." + part(user.accessToken(), 1) + ".", INVALID);
    }

    @Test
    void signedWithThePublicKeyAsASharedSecret() throws JOSEException {
        String pem = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(UTF_8))
                        .encodeToString(key.toRSAPublicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
        for (byte[] secret : List.of(
                key.toRSAPublicKey().getEncoded(),
                pem.getBytes(UTF_8),
                pem.strip().getBytes(UTF_8),
                key.toPublicJWK().toJSONString().getBytes(UTF_8))) {
            assertRefused(
                    signed(
                            new JWSHeader.Builder(JWSAlgorithm.HS256)
                                    .type(JOSEObjectType.JWT)
                                    .keyID(key.getKeyID())
                                    .build(),
                            new MACSigner(secret),
                            tokens.good()),
                    INVALID);
        }
    }

    @Test
    void signedByAnotherKey() throws JOSEException {
        RSAKey other = new RSAKeyGenerator(2048).keyID("mine").generate();
        JWSSigner signer = new RSASSASigner(other);

        assertRefused(tokens.foreign(), INVALID);
        assertRefused(tokens.ofUnknownKey(), INVALID);
        assertRefused(signed(header().keyID("../../dev/null").build(), signer, tokens.good()), INVALID);
        assertRefused(signed(header().keyID("").build(), signer, tokens.good()), INVALID);
        assertRefused(signed(header().keyID(null).build(), signer, tokens.good()), INVALID);
        assertRefused(signed(header().jwk(other.toPublicJWK()).build(), signer, tokens.good()), INVALID);
        assertRefused(
                signed(
                        header().keyID("mine")
                                .jwkURL(URI.create("http://localhost:1/jwks.json"))
                                .build(),
                        signer,
                        tokens.good()),
                INVALID);
    }

    @Test
    void altered() {
        String[] parts = user.accessToken().split("\\.", -1);
        String operator =
                new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8).replace("\"user\"", "\"operator\"");

        assertRefused(parts[0] + "." + encoded(operator) + "." + parts[2], INVALID);
        assertRefused(parts[0] + "." + parts[1] + "." + parts[2].substring(4), INVALID);
        assertRefused(parts[0] + "." + parts[1], INVALID);
        assertRefused(user.accessToken() + ".x", INVALID);
    }

    @Test
    void ofAnotherIssuerOrForAnotherRecipient() {
        assertRefused(ours(tokens.changed().issuer("https://evil.example.com")), INVALID);
        assertRefused(ours(tokens.changed().issuer(null)), INVALID);
        assertRefused(ours(tokens.changed().audience("somebody-else")), INVALID);
        assertRefused(ours(tokens.changed().audience((String) null)), INVALID);
    }

    @Test
    void outOfItsTime() {
        Date later = Date.from(Instant.now().plus(Duration.ofMinutes(10)));

        assertRefused(tokens.expired(), "token_expired");
        assertRefused(ours(tokens.changed().expirationTime(null)), INVALID);
        assertRefused(ours(tokens.changed().notBeforeTime(later)), INVALID);
        assertRefused(ours(tokens.changed().issueTime(later)), INVALID);
    }

    @Test
    void notWhole() {
        assertRefused(ours(tokens.changed().subject(null)), INVALID);
        assertRefused(ours(tokens.changed().jwtID(null)), INVALID);
        assertRefused(ours(tokens.changed().issueTime(null)), INVALID);
    }

    @Test
    void ofAnotherType() throws JOSEException {
        JWSSigner signer = new RSASSASigner(key);

        assertRefused(signed(header().type(new JOSEObjectType("at+jwt")).build(), signer, tokens.good()), INVALID);
        assertRefused(signed(header().type(null).build(), signer, tokens.good()), INVALID);
    }

    @Test
    void ofAnotherAlgorithmOfTheSameKey() throws JOSEException {
        for (JWSAlgorithm algorithm : List.of(JWSAlgorithm.RS512, JWSAlgorithm.PS256)) {
            JWSHeader header = new JWSHeader.Builder(algorithm)
                    .type(JOSEObjectType.JWT)
                    .keyID(key.getKeyID())
                    .build();
            assertRefused(signed(header, new RSASSASigner(key), tokens.good()), INVALID);
        }
    }

    private void assertRefused(String token, String code) {
        String action = code.equals("token_expired") ? "refresh" : "login";
        Problems.assertProblem(login.get("/api/v1/me", token), 401, code, action);
    }

    private String ours(JWTClaimsSet.Builder claims) {
        return tokens.thief().signed(claims.build());
    }

    private JWSHeader.Builder header() {
        return new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID());
    }

    private static String signed(JWSHeader header, JWSSigner signer, JWTClaimsSet claims) throws JOSEException {
        SignedJWT jwt = new SignedJWT(header, claims);
        jwt.sign(signer);
        return jwt.serialize();
    }

    private static String encoded(String json) {
        return Base64URL.encode(json).toString();
    }

    private static String part(String token, int number) {
        return token.split("\\.", -1)[number];
    }
}
