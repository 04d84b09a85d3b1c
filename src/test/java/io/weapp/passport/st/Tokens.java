package io.weapp.passport.st;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** Access tokens that look like one of ours, each wrong in one way. */
record Tokens(JWTClaimsSet good, SigningKeyThief thief) {

    /** Made after the token of a user who is logged in at the shared server. */
    static Tokens of(LoginSystem.LoggedIn user) {
        try {
            return new Tokens(
                    SignedJWT.parse(user.accessToken()).getJWTClaimsSet(),
                    new SigningKeyThief(Database.shared(), TestBed.masterKey()));
        } catch (ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signed by the server's key, as every token was that has expired since. */
    String expired() {
        Instant longAgo = Instant.now().minus(Duration.ofHours(1));
        return thief.signed(changed()
                .issueTime(Date.from(longAgo))
                .expirationTime(Date.from(longAgo.plusSeconds(60)))
                .build());
    }

    /** Signed by somebody else who claims our key id. */
    String foreign() {
        return SigningKeyThief.signed(good, thief.key().getKeyID(), otherKey());
    }

    String ofUnknownKey() {
        return SigningKeyThief.signed(good, "unknown", otherKey());
    }

    JWTClaimsSet.Builder changed() {
        return new JWTClaimsSet.Builder(good);
    }

    private static RSAKey otherKey() {
        try {
            return new RSAKeyGenerator(2048).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
