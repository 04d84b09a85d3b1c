package io.weapp.passport.st;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** Operators and services of a server, with tokens signed by its own key. */
record Staff(PassportServer server) {

    static Staff shared() {
        return new Staff(TestBed.server());
    }

    String operatorToken() {
        return signed(claims("operator:st", "operator"));
    }

    /** Of a service with these scopes, separated by blanks. */
    String serviceToken(String scope) {
        return signed(claims("service-st", "service").claim("scope", scope));
    }

    private JWTClaimsSet.Builder claims(String subject, String group) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(server.base().toString())
                .subject(subject)
                .claim("upn", subject)
                .claim("groups", List.of(group))
                .audience("weapp-passport")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(600)))
                .jwtID(UUID.randomUUID().toString());
    }

    private String signed(JWTClaimsSet.Builder claims) {
        return new SigningKeyThief(new Database(server.databaseUrl()), TestBed.masterKey()).signed(claims.build());
    }
}
