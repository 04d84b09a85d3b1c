package io.weapp.passport.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

/** A key pair, opened and ready to sign; it exists in memory only. */
final class OpenKey {

    private final JWK publicHalf;
    private final KeyAlgorithm algorithm;
    private final JWSHeader header;
    private final JWSSigner signer;
    private final JWSVerifier verifier;

    OpenKey(JWK pair) {
        try {
            publicHalf = pair.toPublicJWK();
            algorithm = KeyAlgorithm.named(pair.getAlgorithm().getName());
            header = new JWSHeader.Builder(algorithm.jws())
                    .type(JOSEObjectType.JWT)
                    .keyID(pair.getKeyID())
                    .build();
            signer = algorithm.signer(pair);
            verifier = algorithm.verifier(publicHalf);
        } catch (JOSEException e) {
            throw new IllegalStateException("The signing key " + pair.getKeyID() + " cannot be used", e);
        }
    }

    String kid() {
        return publicHalf.getKeyID();
    }

    KeyAlgorithm algorithm() {
        return algorithm;
    }

    JWK publicHalf() {
        return publicHalf;
    }

    String sign(JWTClaimsSet claims) {
        SignedJWT jwt = new SignedJWT(header, claims);
        try {
            jwt.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("The access token could not be signed", e);
        }
        return jwt.serialize();
    }

    /** Whether a token has this key's signature, in the one form we give it. */
    boolean hasSigned(SignedJWT jwt) throws JOSEException {
        return algorithm.jws().equals(jwt.getHeader().getAlgorithm())
                && JOSEObjectType.JWT.equals(jwt.getHeader().getType())
                && jwt.verify(verifier);
    }

    /** The private half is never printed. */
    @Override
    public String toString() {
        return "OpenKey[kid=" + kid() + "]";
    }
}
