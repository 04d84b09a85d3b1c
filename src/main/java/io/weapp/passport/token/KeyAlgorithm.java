package io.weapp.passport.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.JWKGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;

/** How access tokens may be signed (RFC 7518, section 3.1): what every supported server can verify. */
enum KeyAlgorithm {
    /** RSA with 2048 bits. */
    RS256 {
        @Override
        JWKGenerator<? extends JWK> generator() {
            return new RSAKeyGenerator(RSA_BITS);
        }

        @Override
        JWSSigner signer(JWK pair) throws JOSEException {
            return new RSASSASigner(pair.toRSAKey());
        }

        @Override
        JWSVerifier verifier(JWK pair) throws JOSEException {
            return new RSASSAVerifier(pair.toRSAKey());
        }
    },

    /** ECDSA on the curve P-256. */
    ES256 {
        @Override
        JWKGenerator<? extends JWK> generator() {
            return new ECKeyGenerator(Curve.P_256);
        }

        @Override
        JWSSigner signer(JWK pair) throws JOSEException {
            return new ECDSASigner(pair.toECKey());
        }

        @Override
        JWSVerifier verifier(JWK pair) throws JOSEException {
            return new ECDSAVerifier(pair.toECKey());
        }
    };

    private static final int RSA_BITS = 2048;

    abstract JWKGenerator<? extends JWK> generator();

    abstract JWSSigner signer(JWK pair) throws JOSEException;

    abstract JWSVerifier verifier(JWK pair) throws JOSEException;

    JWSAlgorithm jws() {
        return JWSAlgorithm.parse(name());
    }

    /**
     * The algorithm of that name.
     *
     * @throws IllegalStateException if we cannot sign with it
     */
    static KeyAlgorithm named(String name) {
        try {
            return valueOf(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("passport.signing.algorithm must be RS256 or ES256, not " + name, e);
        }
    }
}
