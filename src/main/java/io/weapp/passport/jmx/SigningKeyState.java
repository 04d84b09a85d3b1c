package io.weapp.passport.jmx;

import io.weapp.passport.token.KeyView;

/** A {@link KeyView} as JMX can carry it. */
public final class SigningKeyState {

    private final KeyView key;

    SigningKeyState(KeyView key) {
        this.key = key;
    }

    public String getKid() {
        return key.kid();
    }

    public String getAlgorithm() {
        return key.algorithm();
    }

    /** {@code next}, {@code signing} or {@code retired}. */
    public String getState() {
        return key.state();
    }

    /** When it takes, or took, over; in UTC. */
    public String getSignsAt() {
        return key.signsAt().toString();
    }
}
