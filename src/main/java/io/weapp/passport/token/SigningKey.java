package io.weapp.passport.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import io.weapp.passport.vault.Vault;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;

/** A key pair that signs access tokens; the private half is kept sealed. */
@Entity
@Table(name = "signing_key")
public class SigningKey {

    /** Counts the keys of this installation, so that two nodes cannot both make the same one. */
    @Id
    private int generation;

    private String kid;

    @Column(name = "algorithm")
    private String algorithm;

    private String jwk;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "signs_at")
    private Instant signsAt;

    /** Milliseconds. */
    @Column(name = "longest_ttl")
    private long longestTtl;

    protected SigningKey() {}

    static SigningKey generate(
            int generation, KeyAlgorithm algorithm, Instant now, Instant signsAt, Duration ttl, Vault vault) {
        try {
            JWK pair = algorithm
                    .generator()
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(algorithm.jws())
                    .keyIDFromThumbprint(true)
                    .generate();
            SigningKey key = new SigningKey();
            key.generation = generation;
            key.kid = pair.getKeyID();
            key.algorithm = algorithm.name();
            key.jwk = vault.seal(pair.toJSONString(), key.place());
            key.createdAt = now;
            key.signsAt = signsAt;
            key.longestTtl = ttl.toMillis();
            return key;
        } catch (JOSEException e) {
            throw new IllegalStateException("The signing key could not be generated", e);
        }
    }

    int generation() {
        return generation;
    }

    String kid() {
        return kid;
    }

    /** The whole pair, opened; keep it in memory only. */
    OpenKey open(Vault vault) {
        try {
            return new OpenKey(JWK.parse(vault.open(jwk, place())));
        } catch (ParseException e) {
            throw new IllegalStateException("The stored signing key " + kid + " cannot be read", e);
        }
    }

    RingKey onRing(OpenKey opened) {
        return new RingKey(generation, opened, createdAt, signsAt, Duration.ofMillis(longestTtl));
    }

    void prolong(Duration ttl) {
        longestTtl = Math.max(longestTtl, ttl.toMillis());
    }

    private String place() {
        return "signing_key:" + kid;
    }
}
