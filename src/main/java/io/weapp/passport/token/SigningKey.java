package io.weapp.passport.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import io.weapp.passport.vault.Vault;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.text.ParseException;
import java.time.Instant;

/** A key pair that signs access tokens; the private half is kept sealed. */
@Entity
@Table(name = "signing_key")
public class SigningKey {

    private static final int RSA_BITS = 2048;

    /** Counts the keys of this installation, so that two nodes cannot both make the same one. */
    @Id
    private int generation;

    private String kid;

    @Column(name = "algorithm")
    private String algorithm;

    private String jwk;

    @Column(name = "created_at")
    private Instant createdAt;

    protected SigningKey() {}

    static SigningKey generate(int generation, Vault vault, Instant now) {
        try {
            RSAKey pair = new RSAKeyGenerator(RSA_BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate();
            SigningKey key = new SigningKey();
            key.generation = generation;
            key.kid = pair.getKeyID();
            key.algorithm = JWSAlgorithm.RS256.getName();
            key.jwk = vault.seal(pair.toJSONString(), key.place());
            key.createdAt = now;
            return key;
        } catch (JOSEException e) {
            throw new IllegalStateException("The signing key could not be generated", e);
        }
    }

    /** The whole pair, opened; keep it in memory only. */
    RSAKey open(Vault vault) {
        try {
            return RSAKey.parse(vault.open(jwk, place()));
        } catch (ParseException e) {
            throw new IllegalStateException("The stored signing key " + kid + " cannot be read", e);
        }
    }

    private String place() {
        return "signing_key:" + kid;
    }
}
